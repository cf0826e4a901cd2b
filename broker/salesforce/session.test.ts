import { describe, expect, it } from '@jest/globals';
import { makeSession } from './session.ts';
import type { Grant, GrantResult } from './token-grant.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const unmeasured = { count: () => undefined, observe: () => undefined, gauge: () => undefined };

function setUp(results: () => GrantResult) {
  let now = 1_000_000;
  let asked = 0;
  const session = makeSession({
    ask: async () => {
      asked += 1;
      await Promise.resolve();
      return results();
    },
    clock: { now: () => now },
    random: () => 1,
    log: silent,
    metrics: unmeasured,
  });
  return { session, asked: () => asked, pass: (ms: number) => (now += ms) };
}

let tokens = 0;
const granted = (): GrantResult => {
  tokens += 1;
  return { ok: true, grant: { accessToken: `token-${tokens}`, instanceUrl: 'http://localhost', organizationId: '00D000000000001AAA' } };
};
const refused = (): GrantResult => ({ ok: false, failure: { class: 'CONFIG', code: 'invalid_grant', message: 'expired' } });

async function grantOf(result: Promise<GrantResult>): Promise<Grant> {
  const settled = await result;
  if (!settled.ok) throw new Error(settled.failure.code);
  return settled.grant;
}

describe('a session', () => {
  it('keeps its token', async () => {
    const { session, asked } = setUp(granted);
    await session.current();
    await session.current();
    expect(asked()).toBe(1);
  });

  it('logs in once for all callers whose token was refused', async () => {
    const { session, asked, pass } = setUp(granted);
    const first = await grantOf(session.current());
    pass(3_600_000);
    const renewed = await Promise.all([session.renew(first), session.renew(first), session.renew(first)]);
    expect(asked()).toBe(2);
    expect(new Set(renewed.map((result) => result.ok && result.grant.accessToken)).size).toBe(1);
  });

  it('does not log in again for a token that was replaced already', async () => {
    const { session, asked, pass } = setUp(granted);
    const first = await grantOf(session.current());
    pass(3_600_000);
    await session.renew(first);
    await session.renew(first);
    expect(asked()).toBe(2);
  });

  it('lets a failed login stand for a while instead of hammering the login host', async () => {
    const { session, asked, pass } = setUp(refused);
    await session.current();
    await session.current();
    expect(asked()).toBe(1);
    pass(1_001);
    expect(await session.current()).toMatchObject({ ok: false, failure: { code: 'invalid_grant' } });
    expect(asked()).toBe(2);
  });

  it('says what to check when a fresh token is refused', async () => {
    const { session, asked } = setUp(granted);
    const first = await grantOf(session.current());
    expect(await session.renew(first)).toMatchObject({ ok: false, failure: { code: 'FRESH_TOKEN_REFUSED' } });
    expect(asked()).toBe(1);
  });
});
