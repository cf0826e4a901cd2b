import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { makeOrder } from '../../test/support/order-story.ts';
import { routeOrder } from './route.ts';
import { canonicalJson, fingerprint, stableHash } from './stable-hash.ts';

const keys = Array.from({ length: 4000 }, (_, index) => `ORD${index}`);
const share = (percent: number) =>
  keys.filter((orderKey) => routeOrder(makeOrder({ orderKey }), [{ erp: 'new', percent }, { erp: 'old' }])?.erp === 'new');

describe('a route', () => {
  test('is the first whose conditions all fit', () => {
    const rules = [
      { erp: 'a', brand: 'other' },
      { erp: 'b', brand: 'acme', region: 'us' },
      { erp: 'c', brand: 'acme', channel: 'web', warehouse: 'wms' },
      { erp: 'd' },
    ];
    expect(routeOrder(makeOrder(), rules)).toEqual({ erp: 'c', warehouse: 'wms' });
    expect(routeOrder(makeOrder({ source: { system: 'store', number: '1' } }), rules)).toEqual({ erp: 'd' });
    expect(routeOrder(makeOrder(), rules.slice(0, 2))).toBeUndefined();
  });

  test('by percentage takes about that share, and the same keys and more when it is raised', () => {
    expect(share(0)).toEqual([]);
    expect(share(100)).toHaveLength(keys.length);
    const [ten, thirty] = [new Set(share(10)), new Set(share(30))];
    expect(ten.size / keys.length).toBeCloseTo(0.1, 1);
    expect(thirty.size / keys.length).toBeCloseTo(0.3, 1);
    expect([...ten].every((key) => thirty.has(key))).toBe(true);
  });

  test('of a key is the same on every machine and in every year', () => {
    expect([stableHash('ORD1'), stableHash('ORD1', 1), fingerprint({ a: [1, { c: null }] })]).toMatchInlineSnapshot(`
      [
        3063366168,
        3836004417,
        "d27505dee6670ca1",
      ]
    `);
  });

  test('fingerprints see content and not the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (content) => {
        const turned = Object.fromEntries(Object.entries(content).reverse());
        expect(fingerprint(turned)).toBe(fingerprint(content));
        expect(JSON.parse(canonicalJson({ ...content, absent: undefined }))).toEqual(JSON.parse(JSON.stringify(content)));
      }),
    );
  });
});
