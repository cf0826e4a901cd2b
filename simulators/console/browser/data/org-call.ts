/**
 * Calls of the page to the org, through the console's own server, which adds the session. Errors have the shape Lightning components know:
 * `FetchResponse` of the LWC Developer Guide, "Handle Errors".
 */
export type OrgError = {
  readonly ok: false;
  readonly status: number;
  readonly statusText: string;
  readonly body: unknown;
  readonly errorType: 'fetchResponse';
};

export type OrgRequest = { readonly method?: string; readonly path: string; readonly body?: unknown };

/** Told on `globalThis` when the org no longer knows the session. */
const SESSION_ENDED = 'console:sessionended';

export const API_PATH = '/services/data/v67.0';

/** Resolves with the parsed answer. Rejects with an `OrgError`; status 0 when no answer came. */
export async function callOrg({ method = 'GET', path, body }: OrgRequest): Promise<unknown> {
  const response = await fetch(path, {
    method,
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => undefined);
  if (response === undefined) return refuse(orgError({ status: 0, statusText: '' }, { message: 'Disconnected or Canceled' }));
  if (response.status === 401) globalThis.dispatchEvent(new Event(SESSION_ENDED));
  const text = await response.text();
  const answer = text === '' ? undefined : parsed(text);
  if (!response.ok) return refuse(orgError(response, bodyOf(answer, response)));
  return answer;
}

/** Components are handed plain objects as errors, as on the platform. */
function refuse(error: OrgError): Promise<never> {
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
  return Promise.reject(error);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { message: text.slice(0, 200) };
  }
}

function orgError({ status, statusText }: { status: number; statusText: string }, body: unknown): OrgError {
  return { ok: false, status, statusText, body, errorType: 'fetchResponse' };
}

type ApiFault = { readonly message?: string; readonly errorCode?: string; readonly fields?: readonly string[] };

/** REST answers a list of errors; Lightning shows one object, with what belongs to single fields apart. */
function bodyOf(answer: unknown, { status }: Response): unknown {
  if (!Array.isArray(answer)) return answer ?? { message: `The org answered ${String(status)}.` };
  const faults = answer as ApiFault[];
  const fieldErrors: Record<string, unknown[]> = {};
  for (const { fields = [], errorCode, message } of faults)
    for (const field of fields) (fieldErrors[field] ??= []).push({ field, errorCode, message });
  const errors = faults.filter(({ fields = [] }) => fields.length === 0);
  const [first] = faults;
  return { statusCode: status, errorCode: first?.errorCode, message: first?.message, output: { errors, fieldErrors } };
}
