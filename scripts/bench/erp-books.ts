/** The ERP's capacity and its own books of how it was used, over its admin API. */
async function ask(erpUrl: string, method: string, path: string, body?: unknown): Promise<Response> {
  const response = await fetch(`${erpUrl}/_admin/${path}`, {
    method,
    ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`the ERP answers ${response.status} to ${method} ${path}: ${await response.text()}`);
  return response;
}

/** From now on the ERP serves so many calls at once, each for so long. */
export async function setErpCapacity(
  erpUrl: string,
  capacity: { readonly concurrency: number; readonly latencyMs: number },
): Promise<void> {
  await ask(erpUrl, 'PATCH', 'settings', { capacity: { ...capacity, latencySpreadMs: 0 } });
}

/** Makes a company of this name in the ERP, with the usual catalogue and an API key. */
export async function openCompany(erpUrl: string, company: string, apiKey: string): Promise<void> {
  await ask(erpUrl, 'POST', 'companies', { company, apiKey });
}

/** Opens the books anew. */
export async function openBooks(erpUrl: string): Promise<void> {
  await ask(erpUrl, 'POST', 'stats/reset');
}

export type Books = {
  /** Busy time over the time its places could have been busy, as share, since the books were opened. */
  readonly utilisation: number;
  readonly served: number;
  readonly elapsedMs: number;
};

export async function readBooks(erpUrl: string): Promise<Books> {
  const response = await ask(erpUrl, 'GET', 'stats');
  return (await response.json()) as Books;
}
