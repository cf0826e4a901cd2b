/** Composite, batch and graph. Source: "Composite Resources" of the REST API guide. */
import type { ApiCall, ApiReply, Route } from './api-call.ts';
import { runComposite } from './composite.ts';
import { API_ERRORS } from './errors.ts';
import { isObject } from './record-body.ts';
import { readSubrequest, sendSubrequest, type Subrequest } from './subrequest.ts';

const MAX_SUBREQUESTS = 25;
const MAX_HEAVY = 5;
const MAX_GRAPHS = 75;
const MAX_NODES = 500;
const MAX_FAILED_GRAPHS = 14;

export function compositeRoutes(): Route[] {
  return [
    { method: 'POST', pattern: 'composite', handle: composite },
    { method: 'POST', pattern: 'composite/batch', handle: batch },
    { method: 'POST', pattern: 'composite/graph', handle: graphs },
  ];
}

function composite(call: ApiCall): ApiReply {
  const requests = readRequests(call.body, 'compositeRequest').map(readSubrequest);
  if (requests.length > MAX_SUBREQUESTS) throw API_ERRORS.tooManySubrequests(MAX_SUBREQUESTS);
  if (requests.filter(isHeavy).length > MAX_HEAVY) throw API_ERRORS.tooManyHeavySubrequests(MAX_HEAVY);
  checkReferenceIds(requests);
  const allOrNone = isObject(call.body) && call.body['allOrNone'] === true;
  return { status: 200, body: { compositeResponse: runComposite(call, requests, allOrNone).answers } };
}

function readRequests(body: unknown, member: string): readonly unknown[] {
  if (body === undefined) throw API_ERRORS.bodyMissing();
  const list = isObject(body) ? body[member] : undefined;
  if (!Array.isArray(list)) throw API_ERRORS.unreadableJson(`The request body must hold an array "${member}"`);
  return list;
}

/** Queries and collections are capped apart. */
function isHeavy({ url }: Subrequest): boolean {
  return /\/v\d\d\.\d\/(query|queryAll|composite\/sobjects)\b/i.test(url);
}

function checkReferenceIds(requests: readonly Subrequest[]): void {
  const seen = new Set<string>();
  for (const { referenceId } of requests) {
    if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(referenceId)) throw API_ERRORS.invalidRequest(`Invalid reference ID '${referenceId}'`);
    if (seen.has(referenceId)) throw API_ERRORS.invalidRequest(`Duplicate reference ID '${referenceId}'`);
    seen.add(referenceId);
  }
}

function batch(call: ApiCall): ApiReply {
  const requests = readRequests(call.body, 'batchRequests').map(readSubrequest);
  if (requests.length > MAX_SUBREQUESTS) throw API_ERRORS.tooManySubrequests(MAX_SUBREQUESTS);
  const haltOnError = isObject(call.body) && call.body['haltOnError'] === true;
  const results: { statusCode: number; result: unknown }[] = [];
  for (const request of requests) {
    const halt = haltOnError && results.some((result) => result.statusCode >= 400);
    const reply = halt ? BATCH_HALTED : sendSubrequest(call, request, call.transact);
    results.push({ statusCode: reply.status, result: reply.body ?? null });
  }
  return { status: 200, body: { hasErrors: results.some((result) => result.statusCode >= 400), results } };
}

const BATCH_HALTED: ApiReply = {
  status: 412,
  body: [{ errorCode: 'BATCH_PROCESSING_HALTED', message: 'Batch processing halted per request. A previous subrequest failed.' }],
};

/** Each graph is all or none; after 14 failed graphs the others are not tried. */
function graphs(call: ApiCall): ApiReply {
  const list = readRequests(call.body, 'graphs');
  if (list.length > MAX_GRAPHS) throw API_ERRORS.tooManySubrequests(MAX_GRAPHS);
  const parsed = list.map((graph) => ({
    graphId: isObject(graph) && typeof graph['graphId'] === 'string' ? graph['graphId'] : '',
    requests: readRequests(graph, 'compositeRequest').map(readSubrequest),
  }));
  for (const { requests } of parsed) checkReferenceIds(requests);
  if (parsed.reduce((nodes, graph) => nodes + graph.requests.length, 0) > MAX_NODES) throw API_ERRORS.tooManySubrequests(MAX_NODES);
  let failures = 0;
  const answers = parsed.map(({ graphId, requests }) => {
    if (failures >= MAX_FAILED_GRAPHS) return { graphId, graphResponse: { compositeResponse: [] }, isSuccessful: false };
    const { successful, answers: compositeResponse } = runComposite(call, requests, true);
    if (!successful) failures += 1;
    return { graphId, graphResponse: { compositeResponse }, isSuccessful: successful };
  });
  return { status: 200, body: { graphs: answers } };
}
