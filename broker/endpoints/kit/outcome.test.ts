import { describe, expect, it } from '@jest/globals';
import { failureOf } from './outcome.ts';
import { transportFailure } from './transport-failure.ts';

function status(code: number, access: 'read' | 'write', retryAfterMs?: number) {
  return failureOf({ kind: 'answer', status: code, body: undefined, ...(retryAfterMs !== undefined && { retryAfterMs }) }, access);
}

describe('an answer', () => {
  it.each([
    [200, 'IN_DOUBT', 'RETRY_SAFE'],
    [302, 'CONFIG', 'CONFIG'],
    [400, 'REJECT', 'REJECT'],
    [401, 'CONFIG', 'CONFIG'],
    [403, 'CONFIG', 'CONFIG'],
    [404, 'REJECT', 'REJECT'],
    [408, 'IN_DOUBT', 'RETRY_SAFE'],
    [409, 'CONFLICT', 'CONFLICT'],
    [412, 'CONFLICT', 'CONFLICT'],
    [418, 'REJECT', 'REJECT'],
    [422, 'REJECT', 'REJECT'],
    [423, 'LOCKED', 'LOCKED'],
    [429, 'RETRY_SAFE', 'RETRY_SAFE'],
    [500, 'IN_DOUBT', 'RETRY_SAFE'],
    [502, 'IN_DOUBT', 'RETRY_SAFE'],
    [503, 'IN_DOUBT', 'RETRY_SAFE'],
    [504, 'IN_DOUBT', 'RETRY_SAFE'],
    [599, 'IN_DOUBT', 'RETRY_SAFE'],
  ])('of %i to a write is %s, to a read %s', (code, write, read) => {
    expect([status(code, 'write'), status(code, 'read')]).toMatchObject([{ class: write, code: `HTTP_${code}` }, { class: read }]);
  });

  it('passes on the wait it asks for', () => {
    expect(status(429, 'write', 5000)).toMatchObject({ retryAfterMs: 5000 });
    expect(status(503, 'read', 5000)).toMatchObject({ retryAfterMs: 5000 });
    expect(status(429, 'write')).not.toHaveProperty('retryAfterMs');
  });
});

describe('a broken connection', () => {
  it.each([
    [{ code: 'ECONNREFUSED' }, 'RETRY_SAFE'],
    [{ cause: { code: 'ENOTFOUND' } }, 'RETRY_SAFE'],
    [{ code: 'UND_ERR_CONNECT_TIMEOUT' }, 'RETRY_SAFE'],
    [{ code: 'CERT_HAS_EXPIRED' }, 'CONFIG'],
    [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'CONFIG'],
    [{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'CONFIG'],
    [{ code: 'ECONNRESET' }, 'IN_DOUBT'],
    [{ code: 'UND_ERR_SOCKET' }, 'IN_DOUBT'],
    [{ code: 'UND_ERR_HEADERS_TIMEOUT' }, 'IN_DOUBT'],
    [new DOMException('late', 'TimeoutError'), 'IN_DOUBT'],
    [new Error('whatever'), 'IN_DOUBT'],
    [undefined, 'IN_DOUBT'],
  ])('with %j on a write is %s', (error, expected) => {
    expect(failureOf({ kind: 'failure', ...transportFailure(error) }, 'write').class).toBe(expected);
  });
});
