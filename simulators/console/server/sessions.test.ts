import { describe, expect, test } from '@jest/globals';
import { makeSessions } from './sessions.ts';

const USER = { username: 'agent@shop.example', name: 'Agent', timeZone: 'Europe/Berlin', language: 'en' } as const;
const ORG = { accessToken: 'secret', userId: '005000000000001', customPermissions: [] };

describe('sessions of the console', () => {
  const at = (port: number, clock = { now: 0 }): ReturnType<typeof makeSessions> =>
    makeSessions(
      () => clock.now,
      () => port,
    );

  test('the cookie is out of reach of scripts and other sites, and says nothing of the org', () => {
    const sessions = at(1);
    const cookie = sessions.open(USER, ORG);
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
    expect(cookie).not.toContain('secret');
    expect(sessions.find(`other=1; ${cookie.split(';')[0] ?? ''}`)?.user).toEqual(USER);
  });

  test('two consoles on one machine do not take each other’s cookies', () => {
    const one = at(1);
    const cookie = one.open(USER, ORG).split(';')[0];
    expect(at(2).find(cookie)).toBeUndefined();
  });

  test('a code opens once, and not after ten minutes', () => {
    const clock = { now: 0 };
    const sessions = at(1, clock);
    const [used, late] = [sessions.invite(USER.username), sessions.invite(USER.username)];
    expect(sessions.redeem(used)).toBe(USER.username);
    expect(sessions.redeem(used)).toBeUndefined();
    clock.now = 600_000;
    expect(sessions.redeem(late)).toBeUndefined();
    expect(sessions.redeem('made-up')).toBeUndefined();
  });

  test('after logging out the cookie is worth nothing', () => {
    const sessions = at(1);
    const cookie = sessions.open(USER, ORG).split(';')[0];
    sessions.prefer(cookie, { dark: true });
    expect(sessions.find(cookie)?.preferences).toEqual({ language: 'en', rightToLeft: false, dark: true });
    sessions.close(cookie);
    expect(sessions.find(cookie)).toBeUndefined();
  });
});
