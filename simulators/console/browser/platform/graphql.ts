/**
 * `lightning/graphql`. Source: the module's reference in the LWC Developer Guide. Errors are a list under `errors`, partial data may stand beside
 * them, and what the wire emits carries `refresh`.
 */
import { API_PATH, callOrg } from '../data/org-call.ts';
import { announceChange } from '../data/record-watch.ts';
import { frozen } from '../data/wire.ts';
import type { WireAdapterClass } from '../data/wire.ts';

type Document = { readonly text: string };
type Request = { readonly query?: Document; readonly variables?: unknown; readonly operationName?: string };
type Problem = { readonly message: string };
export type GraphqlResult = {
  readonly data: unknown;
  readonly errors: readonly Problem[] | undefined;
  readonly refresh?: () => Promise<void>;
};

/** A query of a template literal; what is put into it may be another query, such as a fragment. */
export function gql(texts: TemplateStringsArray, ...inserted: (Document | string)[]): Document {
  const parts = inserted.map((part) => (typeof part === 'string' ? part : part.text));
  return { text: String.raw({ raw: texts.raw }, ...parts) };
}

async function run({ query, variables, operationName }: Request): Promise<GraphqlResult> {
  try {
    const body = { query: query?.text, variables: variables ?? {}, operationName };
    const answer = (await callOrg({ method: 'POST', path: `${API_PATH}/graphql`, body })) as { data?: unknown; errors?: Problem[] };
    const errors = answer.errors?.length ? answer.errors : undefined;
    return frozen({ data: hasMembers(answer.data) ? answer.data : undefined, errors });
  } catch (error) {
    return { data: undefined, errors: [problemOf(error)] };
  }
}

function problemOf(error: unknown): Problem {
  const { body } = error as { body?: Partial<Problem> };
  return { ...body, message: body?.message ?? String(error) };
}

/** A request that fails as a whole has empty data; a component must not mistake that for a result. */
function hasMembers(data: unknown): boolean {
  return typeof data === 'object' && data !== null && Object.keys(data).length > 0;
}

/** Records in an answer: what it says anew of them, everybody else on the page shows anew, as records share one cache on the platform. */
function idsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { Id: id } = value as { Id?: unknown };
  return [...(typeof id === 'string' ? [id] : []), ...Object.values(value).flatMap(idsIn)];
}

/** The wire adapter. It reads when the query is there, and again when it or the variables change. */
export const graphql: WireAdapterClass<GraphqlResult> = class {
  readonly #emit: (value: GraphqlResult) => void;
  #config: Request = {};
  #connected = false;
  #turn = 0;
  #asked = '';
  #told = '';

  constructor(emit: (value: GraphqlResult) => void) {
    this.#emit = emit;
    emit({ data: undefined, errors: undefined });
  }

  connect(): void {
    this.#connected = true;
    this.#start();
  }

  disconnect(): void {
    this.#connected = false;
    this.#asked = '';
    this.#turn += 1;
  }

  update(config: Request): void {
    this.#config = config;
    this.#start();
  }

  #start(): void {
    const asked = JSON.stringify(this.#config);
    if (!this.#connected || this.#config.query === undefined || asked === this.#asked) return;
    this.#asked = asked;
    void this.#load();
  }

  async #load(): Promise<void> {
    const turn = ++this.#turn;
    const result = await run(this.#config);
    if (turn !== this.#turn) return;
    this.#emit({ ...result, refresh: () => this.#load() });
    const told = JSON.stringify([result.data]);
    if (this.#told !== '' && this.#told !== told) void announceChange(idsIn(result.data));
    this.#told = told;
  }
};

/** Creates, updates or deletes. Resolves with data and errors; it does not reject. */
export function executeMutation(request: Request): Promise<GraphqlResult> {
  return run(request);
}
