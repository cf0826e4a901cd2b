import { describe, expect, it } from '@jest/globals';
import avro from 'avsc';
import fc from 'fast-check';
import { bigLong, parseEventSchema } from './avro-decoder.ts';
import { bitsOf, madeBy, namesOf, readChangeEvent } from './change-event.ts';

const nullable = (type: unknown) => ({ type: ['null', type], default: null });
const address = { type: 'record', name: 'Address', fields: ['Street', 'City', 'State'].map((name) => ({ name, ...nullable('string') })) };

/** The shape of a captured Account schema, cut down: header, a name that is text or a record, two addresses, an amount. */
const schemaJson = JSON.stringify({
  type: 'record',
  name: 'AccountChangeEvent',
  namespace: 'com.sforce.eventbus',
  fields: [
    {
      name: 'ChangeEventHeader',
      type: {
        type: 'record',
        name: 'ChangeEventHeader',
        fields: [
          { name: 'entityName', type: 'string' },
          { name: 'recordIds', type: { type: 'array', items: 'string' } },
          {
            name: 'changeType',
            type: { type: 'enum', name: 'ChangeType', symbols: ['CREATE', 'UPDATE', 'DELETE', 'UNDELETE', 'GAP_UPDATE'] },
          },
          { name: 'changeOrigin', type: 'string' },
          { name: 'transactionKey', type: 'string' },
          { name: 'sequenceNumber', type: 'int' },
          { name: 'commitTimestamp', type: 'long' },
          { name: 'commitNumber', type: 'long' },
          { name: 'commitUser', type: 'string' },
          { name: 'nulledFields', type: { type: 'array', items: 'string' } },
          { name: 'diffFields', type: { type: 'array', items: 'string' } },
          { name: 'changedFields', type: { type: 'array', items: 'string' } },
        ],
      },
    },
    {
      name: 'Name',
      type: ['null', 'string', { type: 'record', name: 'Switchable_PersonName', fields: [{ name: 'LastName', ...nullable('string') }] }],
      default: null,
    },
    { name: 'BillingAddress', ...nullable(address) },
    { name: 'ShippingAddress', ...nullable('Address') },
    { name: 'AnnualRevenue', ...nullable('double') },
    { name: 'LastModifiedDate', ...nullable('long') },
  ],
});

const schema = parseEventSchema('test', schemaJson);
const names = schema.fields.map((field) => field.name);

/** Encodes as the platform does: big-endian, upper case, an even number of digits. */
function bitmapOf(positions: readonly number[]): string {
  const value = positions
    .reduce((bits, position) => bits | (1n << BigInt(position)), 0n)
    .toString(16)
    .toUpperCase();
  return `0x${value.length % 2 === 0 ? value : `0${value}`}`;
}

const header = {
  entityName: 'Account',
  recordIds: ['001Dp00000JJkkHIAT'],
  changeType: 'UPDATE',
  changeOrigin: 'com/salesforce/api/soap/66.0;client=SfdcInternalAPI/',
  transactionKey: '00003adb-6942-447e-6033-9e8fe741230f',
  sequenceNumber: 1,
  commitTimestamp: 1771300995000n,
  commitNumber: 12279648331300n,
  commitUser: '005Dp000000PpjsIAC',
  nulledFields: [],
  diffFields: [],
  changedFields: [] as string[],
};

function encode(values: Record<string, unknown>): Buffer {
  const type = avro.Type.forSchema(JSON.parse(schemaJson) as avro.Schema, { registry: { long: bigLong } });
  return type.toBuffer({ Name: null, BillingAddress: null, ShippingAddress: null, AnnualRevenue: null, LastModifiedDate: null, ...values });
}

describe('a change event', () => {
  it('names the changed fields, nested ones with their parent, and keeps longs exact', () => {
    const changedFields = ['0x20', '3-0x01'];
    const values = { ShippingAddress: { Street: '101 California St', City: null, State: null }, LastModifiedDate: 1771300995000n };
    const change = readChangeEvent(schema.decode(encode({ ChangeEventHeader: { ...header, changedFields }, ...values })), schema);
    expect(change).toMatchObject({
      entity: 'Account',
      changeType: 'UPDATE',
      changed: ['LastModifiedDate', 'ShippingAddress.Street'],
      commitNumber: 12279648331300n,
      committedAt: 1771300995000,
      values: { ShippingAddress: { Street: '101 California St' }, Name: null },
    });
  });

  it('reads an event in which nothing but members of one field changed', () => {
    expect(namesOf(['3-0x06'], schema.fields)).toEqual(['ShippingAddress.City', 'ShippingAddress.State']);
  });

  it('takes a name as text and as a record', () => {
    const text = schema.decode(encode({ ChangeEventHeader: header, Name: 'Acme' }));
    const person = schema.decode(encode({ ChangeEventHeader: header, Name: { LastName: 'Doe' } }));
    expect([text['Name'], person['Name']]).toEqual(['Acme', { LastName: 'Doe' }]);
  });

  it.each([['0x4000'], ['1-0x02'], ['9-0x01'], ['4-0x01'], ['Name'], ['']])('refuses "%s", which does not fit the schema', (bitmap) => {
    expect(() => namesOf([bitmap], schema.fields)).toThrow(RangeError);
  });

  it('knows its own writes by the client in the origin', () => {
    expect(madeBy({ origin: 'com/salesforce/api/rest/67.0;client=order-broker' }, 'order-broker')).toBe(true);
    expect(madeBy({ origin: 'com/salesforce/api/soap/66.0;client=SfdcInternalAPI/' }, 'SfdcInternalAPI')).toBe(true);
    expect(madeBy({ origin: 'com/salesforce/api/rest/67.0;client=order-broker-2' }, 'order-broker')).toBe(false);
    expect(madeBy({ origin: '' }, 'order-broker')).toBe(false);
  });

  it('finds every bit of any bitmap, whatever its length and case', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: 200 }), { minLength: 1 }), fc.boolean(), (positions, lower) => {
        const hex = bitmapOf(positions).slice(2);
        expect(bitsOf(lower ? hex.toLowerCase() : hex)).toEqual([...positions].sort((a, b) => a - b));
      }),
    );
  });

  it('gives back the names any bitmaps were made of', () => {
    const tops = fc.uniqueArray(fc.nat({ max: names.length - 1 }), { minLength: 1 });
    const members = fc.uniqueArray(fc.nat({ max: 2 }), { minLength: 1 });
    fc.assert(
      fc.property(fc.option(tops), fc.option(members), (top, nested) => {
        const bitmaps = [...(top ? [bitmapOf(top)] : []), ...(nested ? [`2-${bitmapOf(nested)}`] : [])];
        const expected = [
          ...(top ?? []).map((position) => names[position]),
          ...(nested ?? []).map((position) => `BillingAddress.${['Street', 'City', 'State'][position]}`),
        ];
        expect(namesOf(bitmaps, schema.fields).sort()).toEqual(expected.sort());
      }),
    );
  });

  it('refuses a payload cut short at any byte', () => {
    const payload = encode({ ChangeEventHeader: header, Name: 'Acme', LastModifiedDate: 5n });
    fc.assert(
      fc.property(fc.nat({ max: payload.length - 1 }), (length) => {
        expect(() => schema.decode(payload.subarray(0, length))).toThrow();
      }),
    );
  });
});
