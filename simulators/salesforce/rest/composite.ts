/** Runs the subrequests of one composite request or graph, in order, with references between them. */
import type { ApiCall, ApiReply } from './api-call.ts';
import { resolveBody, resolveText } from './composite-references.ts';
import { isObject } from './record-body.ts';
import { sendSubrequest, type Subrequest } from './subrequest.ts';

export type CompositeAnswer = {
  readonly body: unknown;
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly httpStatusCode: number;
  readonly referenceId: string;
};

export type CompositeOutcome = { readonly successful: boolean; readonly answers: readonly CompositeAnswer[] };

/** With `allOrNone` all writes share one transaction, which any failed subrequest (or failed record of a collection) undoes. */
export function runComposite(call: ApiCall, requests: readonly Subrequest[], allOrNone: boolean): CompositeOutcome {
  if (!allOrNone) return sendAll(call, requests, { transact: call.transact, stopOnFailure: false });
  return call.transact((transaction) => {
    const savepoint = transaction.savepoint();
    const outcome = sendAll(call, requests, { transact: (work) => work(transaction), stopOnFailure: true });
    if (outcome.successful) return outcome;
    transaction.rollbackTo(savepoint);
    return { successful: false, answers: outcome.answers.map(haltUnlessFailed) };
  });
}

type SendOptions = { readonly transact: ApiCall['transact']; readonly stopOnFailure: boolean };

function sendAll(call: ApiCall, requests: readonly Subrequest[], { transact, stopOnFailure }: SendOptions): CompositeOutcome {
  const bodies = new Map<string, unknown>();
  const answers: CompositeAnswer[] = [];
  let successful = true;
  for (const request of requests) {
    const stopped = stopOnFailure && !successful;
    const answer = stopped ? halted(request.referenceId, ROLLED_BACK) : sendOne(call, request, { bodies, transact });
    if (failed(answer)) successful = false;
    // A collection whose records failed in part has answered, and its good records can be referred to.
    if (answer.httpStatusCode < 400) bodies.set(request.referenceId, answer.body);
    answers.push(answer);
  }
  return { successful, answers };
}

function sendOne(
  call: ApiCall,
  request: Subrequest,
  { bodies, transact }: { bodies: ReadonlyMap<string, unknown>; transact: ApiCall['transact'] },
): CompositeAnswer {
  const url = resolveText(request.url, bodies);
  const body = resolveBody(request.body, bodies);
  if ('missing' in url) return halted(request.referenceId, invalidReference(url.missing));
  if ('missing' in body) return halted(request.referenceId, invalidReference(body.missing));
  const reply: ApiReply = sendSubrequest(call, { ...request, url: url.value, body: body.value }, transact);
  return { body: reply.body ?? null, httpHeaders: reply.headers ?? {}, httpStatusCode: reply.status, referenceId: request.referenceId };
}

/** A collection subrequest answers 200 with failed records inside. */
function failed({ httpStatusCode, body }: CompositeAnswer): boolean {
  return httpStatusCode >= 400 || (Array.isArray(body) && body.some((entry) => isObject(entry) && entry['success'] === false));
}

function haltUnlessFailed(answer: CompositeAnswer): CompositeAnswer {
  return failed(answer) ? answer : halted(answer.referenceId, ROLLED_BACK);
}

const ROLLED_BACK = 'The transaction was rolled back since another operation in the same transaction failed.';

function invalidReference(reference: string): string {
  return `Invalid reference specified. No value found for ${reference}`;
}

function halted(referenceId: string, message: string): CompositeAnswer {
  return { body: [{ errorCode: 'PROCESSING_HALTED', message }], httpHeaders: {}, httpStatusCode: 400, referenceId };
}
