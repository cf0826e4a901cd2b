import { describe, expect, it } from '@jest/globals';
import { systemClock } from '../engine/system-clock.ts';
import { parseEndpoints } from './registry.ts';

const erp = { id: 'erp', kind: 'generic-erp', baseUrl: 'http://127.0.0.1:1', company: '1000', apiKey: 'hush-hush' };
const main = { id: 'main', kind: 'generic-warehouse', baseUrl: 'http://127.0.0.1:1', site: 'main', apiKey: 'hush-hush', timeoutMs: 500 };

describe('endpoints', () => {
  it('are made from their configuration', async () => {
    const parsed = parseEndpoints([erp, main]);
    if (!parsed.ok) throw new Error(parsed.message);
    const opened = parsed.open({ clock: systemClock });
    expect(opened.map(({ endpoint }) => [endpoint.id, endpoint.capabilities.idempotency])).toEqual([
      ['erp', 'E'],
      ['main', 'C'],
    ]);
    expect(opened[1]?.endpoint.capabilities).toMatchObject({ timeoutMs: 500, settleMs: 1000, concurrency: 8 });
    await Promise.all(opened.map(({ close }) => close()));
  });

  it('are refused with every fault named, and no secret told', () => {
    const parsed = parseEndpoints([
      { ...erp, baseUrl: 'ftp://hush-hush', surprise: 'hush-hush' },
      { ...erp, kind: 'sap-hana' },
      main,
      main,
      'x',
    ]);
    expect(parsed.ok).toBe(false);
    if (parsed.ok) return;
    for (const part of [
      'baseUrl',
      'surprise',
      'kind must be one of generic-erp, generic-warehouse',
      'main: this id occurs more than once',
      'endpoint 5',
    ]) {
      expect(parsed.message).toContain(part);
    }
    expect(parsed.message).not.toContain('hush');
  });
});
