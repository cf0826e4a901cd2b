import { orderPageOf } from 'c/obOrderModel';
import ObShipments from 'c/obShipments';
import { find, findAll, mount, textOf } from 'test/mount';
import { SHIPMENTS, connection, orderAnswer } from 'test/order-data';

function element(...changes) {
  const { shipments, lines } = orderPageOf(
    orderAnswer({ shipments: changes.map((change, index) => ({ ...SHIPMENTS[0], Id: `s${index}`, ...change })) }),
  );
  return mount('c-ob-shipments', ObShipments, { shipments, lines });
}

describe('shipments', () => {
  it('say where each parcel is and what is in it, with the carrier’s page', async () => {
    const shipments = await element({});
    expect(textOf(shipments)).toMatch(
      /^Shipments In transit DHL JD01 , opens in a new tab shipped Nov 21, 2026, 12:00.AM 2 × Kettle, 1\.7 l$/,
    );
    expect(find(shipments, 'a')).toMatchObject({ href: 'https://track.example/JD01', rel: 'noopener noreferrer' });
    await expect(shipments).toBeAccessible();
  });

  it('tell a split from a delivered one and one in trouble', async () => {
    const shipments = await element(
      { Status__c: 'Delivered', Delivered_At__c: '2026-11-21T20:00:00.000Z', Package_Count__c: 2, Service__c: 'Express' },
      { Status__c: 'Attempt failed' },
    );
    expect(textOf(shipments)).toMatch(/DHL · Express JD01 , opens in a new tab 2 packages shipped .* delivered Nov 21, 2026, 12:00.PM/);
    expect(findAll(shipments, 'lightning-icon').map(({ iconName }) => iconName)).toEqual(['utility:success', 'utility:warning']);
  });

  it('follow no link that is not a web page', async () => {
    const shipments = await element(
      { Tracking_URL__c: 'javascript:alert(1)' },
      { Tracking_URL__c: null, Tracking_Number__c: null, Carrier__c: null },
    );
    expect(findAll(shipments, 'a')).toEqual([]);
    expect(textOf(shipments)).toContain('JD01');
  });

  it('offer the carrier’s page where there is no number, and name a line nobody shows', async () => {
    const hidden = connection([{ Id: 'sl', Order_Line__c: 'gone', Quantity__c: 1 }]);
    const shipments = await element({ Tracking_Number__c: null, Status__c: null, Shipped_At__c: null, Shipment_Lines__r: hidden });
    expect(textOf(shipments)).toBe('Shipments No status DHL Track , opens in a new tab 1 × a line you cannot see');
  });

  it('say that nothing is shipped yet, and what will appear', async () => {
    const shipments = await mount('c-ob-shipments', ObShipments);
    expect(find(shipments, 'c-ob-state').message).toMatch(/Nothing has been shipped yet/);
    await expect(shipments).toBeAccessible();
  });

  it('promise no parcel of an order that is cancelled as a whole', async () => {
    const cancelled = { Quantity_Cancelled__c: 3, Quantity_Ordered__c: 3 };
    const messageFor = async (...lines) => {
      const page = orderPageOf(orderAnswer({ shipments: [], lines: lines.map((line, index) => ({ Id: `l${index}`, ...line })) }));
      return find(await mount('c-ob-shipments', ObShipments, { shipments: [], lines: page.lines }), 'c-ob-state').message;
    };
    expect(await messageFor(cancelled, cancelled)).toBe('Nothing was shipped: everything is cancelled.');
    expect(await messageFor(cancelled, { ...cancelled, Quantity_Cancelled__c: 2 })).toMatch(/yet/);
    expect(await messageFor(cancelled, { ...cancelled, Quantity_Cancelled__c: null })).toMatch(/yet/);
  });
});
