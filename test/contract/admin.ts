/** The administration of a simulated system, as tests use it. */
export type Admin = {
  readonly post: (path: string, body: unknown) => Promise<unknown>;
  readonly patch: (path: string, body: unknown) => Promise<unknown>;
  readonly get: (path: string) => Promise<unknown>;
  readonly put: (path: string, body: unknown) => Promise<unknown>;
  readonly remove: (path: string) => Promise<unknown>;
  /** Keys of what the system did, from its effect log. */
  readonly effects: (type: string) => Promise<readonly { readonly reference: string; readonly company: string }[]>;
};

/** Administers the system at this URL. A refusal throws with the system's words. */
export function makeAdmin(url: string): Admin {
  async function call(method: string, path: string, body?: unknown): Promise<unknown> {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}/_admin/${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  }
  const get = (path: string): Promise<unknown> => call('GET', path);
  return {
    get,
    post: (path, body) => call('POST', path, body),
    patch: (path, body) => call('PATCH', path, body),
    put: (path, body) => call('PUT', path, body),
    remove: (path) => call('DELETE', path),
    effects: async (type) => {
      const { effects } = (await get('effects')) as { effects: { type: string; reference: string; company: string }[] };
      return effects.filter((effect) => effect.type === type);
    },
  };
}
