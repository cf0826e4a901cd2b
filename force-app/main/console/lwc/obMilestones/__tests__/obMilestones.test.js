import { isFinalStatus, isKnownStatus, orderSteps, returnSteps } from 'c/obMilestones';

const states = (steps) => steps.map(({ key, state }) => `${key}:${state}`).join(' ');
const steps = (order, lines, others) => states(orderSteps(order, lines, others));

describe('the way of an order', () => {
  it.each([
    [
      'a draft',
      'Draft',
      [{ ordered: 2 }],
      'draft:current received:upcoming accepted:upcoming fulfilment:upcoming shipped:upcoming delivered:upcoming',
    ],
    ['received', 'Received', [{ ordered: 2 }], 'received:done accepted:current fulfilment:upcoming shipped:upcoming delivered:upcoming'],
    ['accepted', 'Accepted', [{ ordered: 2 }], 'received:done accepted:done fulfilment:current shipped:upcoming delivered:upcoming'],
    [
      'with the warehouse',
      'In fulfilment',
      [{ ordered: 2, released: 2 }],
      'received:done accepted:done fulfilment:done shipped:current delivered:upcoming',
    ],
    ['on hold', 'On hold', [{ ordered: 2 }], 'received:done accepted:done held:problem shipped:upcoming delivered:upcoming'],
    ['backordered', 'Backordered', [{ ordered: 2 }], 'received:done accepted:done backordered:problem shipped:upcoming delivered:upcoming'],
    [
      'partly shipped',
      'Partially shipped',
      [{ ordered: 2, shipped: 1 }],
      'received:done accepted:done fulfilment:partial shipped:partial delivered:upcoming',
    ],
    [
      'delivered',
      'Delivered',
      [{ ordered: 2, shipped: 2, delivered: 2 }],
      'received:done accepted:done fulfilment:done shipped:done delivered:done',
    ],
    ['rejected', 'Rejected', [{ ordered: 2 }], 'received:done rejected:problem'],
    ['cancelled', 'Cancelled', [{ ordered: 2, cancelled: 2 }], 'received:done cancelled:stopped'],
    [
      'partly cancelled',
      'Shipped',
      [{ ordered: 2, cancelled: 1, shipped: 1 }],
      'received:done accepted:done fulfilment:done shipped:done delivered:current cancelled:stopped',
    ],
    [
      'a status nobody knows follows the quantities',
      'Teleported',
      [{ ordered: 2, shipped: 2 }],
      'received:done accepted:done fulfilment:done shipped:done delivered:current',
    ],
    ['no lines seen', 'Accepted', [], 'received:done accepted:done fulfilment:current shipped:upcoming delivered:upcoming'],
  ])('%s', (_, status, lines, way) => expect(steps({ status }, lines)).toBe(way));

  it('of a pickup has its own last steps', () => {
    expect(steps({ status: 'Shipped', pickupLocation: 'S12' }, [{ ordered: 1, shipped: 1 }])).toBe(
      'received:done accepted:done fulfilment:done readyForPickup:done pickedUp:current',
    );
  });

  it('shows a return as a branch, from the request on', () => {
    const delivered = [{ ordered: 2, shipped: 2, delivered: 2, returned: 0 }];
    expect(steps({ status: 'Completed' }, delivered, { returns: [{ status: 'Requested' }] })).toMatch(/ returned:current$/);
    expect(steps({ status: 'Completed' }, delivered, { returns: [{ status: 'Declined' }] })).not.toMatch(/returned/);
    expect(steps({ status: 'Completed' }, [{ ...delivered[0], returned: 1 }])).toMatch(/ returned:partial$/);
    expect(steps({ status: 'Completed' }, [{ ...delivered[0], returned: 2 }])).toMatch(/ returned:done$/);
  });

  it('tells when the last parcel left and arrived, and what was promised', () => {
    const shipments = [{ shippedAt: '2026-11-02T08:00:00Z', deliveredAt: null }, { shippedAt: '2026-11-03T08:00:00Z' }];
    const way = orderSteps({ status: 'Shipped', promisedDate: '2026-11-09' }, [{ ordered: 2, shipped: 2 }], { shipments });
    expect(way.at(-2)).toMatchObject({ key: 'shipped', at: '2026-11-03T08:00:00Z', done: 2, of: 2 });
    expect(way.at(-1)).toMatchObject({ key: 'delivered', at: null, until: '2026-11-09' });
  });

  it('ends with some statuses and knows those of the package', () => {
    expect(['Completed', 'Cancelled', 'Shipped', null].map(isFinalStatus)).toEqual([true, true, false, false]);
    expect(['Shipped', 'Teleported', undefined].map(isKnownStatus)).toEqual([true, false, false]);
  });
});

describe('the way of a return', () => {
  it.each([
    ['Draft', 'requested:current authorized:upcoming inTransit:upcoming received:upcoming inspected:upcoming credited:upcoming'],
    ['Authorized', 'requested:done authorized:done inTransit:current received:upcoming inspected:upcoming credited:upcoming'],
    ['Partially received', 'requested:done authorized:done inTransit:done received:partial inspected:upcoming credited:upcoming'],
    ['Closed', 'requested:done authorized:done inTransit:done received:done inspected:done credited:done'],
    ['Declined', 'requested:done declined:problem'],
    ['Teleported', 'requested:done authorized:current inTransit:upcoming received:upcoming inspected:upcoming credited:upcoming'],
    [null, 'requested:done authorized:current inTransit:upcoming received:upcoming inspected:upcoming credited:upcoming'],
  ])('%s', (status, way) => expect(states(returnSteps({ status }))).toBe(way));
});
