/** `POST …/graphql`. */
import { createRequire } from 'node:module';
import type { Route } from '../rest/api-call.ts';
import type { RestServices } from '../rest/services.ts';
import type { answerGraphql } from './graphql-call.ts';

const load = createRequire(import.meta.url);

/** What answers is loaded with the first call: a sixth of all modules, which many an org never needs. */
export function graphqlRoutes(services: RestServices): Route[] {
  const late = (): { readonly answerGraphql: typeof answerGraphql } => load('./graphql-call.ts') as never;
  return [{ method: 'POST', pattern: 'graphql', handle: (call) => late().answerGraphql(services, call) }];
}
