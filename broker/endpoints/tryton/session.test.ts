import { describe, expect, it } from '@jest/globals';
import type { HttpCall, HttpClient, HttpResult } from '../kit/http-client.ts';
import { makeTrytonSession } from './session.ts';
import type { TrytonSession } from './session.ts';

const signal = new AbortController().signal;
const answer = (status: number, body: unknown): HttpResult => ({ kind: 'answer', status, body });
const said = (result: unknown): HttpResult => answer(200, { id: 1, result });

// As the server of Debian 12 says it when a session ends while a call of it begins.
const VANISHED = answer(200, {
  id: 1,
  error: ['UserError', ['You are trying to read records "5" of "Session" that don\'t exist anymore.', '', null]],
});

/** A server that answers calls of `model.sale.sale.quote` with these, one after another, and logs everybody in. */
function serve(answers: readonly HttpResult[]): { readonly session: TrytonSession; readonly methods: string[] } {
  const methods: string[] = [];
  const left = [...answers];
  const http: HttpClient = {
    call: ({ body }: HttpCall) => {
      const { method } = body as { method: string };
      methods.push(method);
      if (method === 'common.db.login') return Promise.resolve(said([2, 'key']));
      if (method === 'model.res.user.get_preferences') return Promise.resolve(said({ company: 1 }));
      return Promise.resolve(method === 'model.company.company.search' ? said([1]) : (left.shift() ?? said(null)));
    },
    close: () => Promise.resolve(),
  };
  return { session: makeTrytonSession(http, { database: 'd', user: 'broker', password: 'p', company: 'Acme' }), methods };
}

const quote = (session: TrytonSession) => session.call({ method: 'model.sale.sale.quote', params: [[1]], access: 'write' }, signal);

describe('a call whose session is gone', () => {
  it.each([
    ['401', answer(401, undefined)],
    ['an error about the session', VANISHED],
  ])('(%s) is made again after a new login', async (_, gone) => {
    const { session, methods } = serve([gone]);
    expect(await quote(session)).toEqual({ class: 'RESULT', value: null });
    expect(methods.filter((method) => method === 'common.db.login')).toHaveLength(2);
  });

  it('is not tried a third time', async () => {
    const { session, methods } = serve([answer(401, undefined), answer(401, undefined)]);
    expect(await quote(session)).toMatchObject({ class: 'CONFIG', code: 'HTTP_401' });
    expect(methods.filter((method) => method === 'common.db.login')).toHaveLength(2);
  });

  it('costs one login, however many calls find it gone', async () => {
    const { session, methods } = serve([]);
    await Promise.all([quote(session), quote(session), quote(session)]);
    expect(methods.filter((method) => method === 'common.db.login')).toHaveLength(1);
  });
});
