/**
 * Calls to a real Tryton with its answers, kept in a file: a line for each, so that a new recording can be compared with the one
 * before. Nothing on it is secret or of one machine.
 */
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

const Call = z.object({ method: z.string(), params: z.array(z.unknown()), status: z.int(), answer: z.unknown() });
const Label = z.object({ recordedAt: z.number(), seen: z.array(z.unknown()) });
type Call = z.infer<typeof Call>;

export type Tape = {
  /** Milliseconds since the epoch; the adapter's clock while it was recorded. */
  readonly recordedAt: number;
  /** What the adapter made of the answers. */
  readonly seen: readonly unknown[];
  readonly calls: readonly Call[];
};

export type Deck = {
  /** What the adapter takes for Tryton. */
  readonly url: string;
  readonly calls: readonly Call[];
  /** Calls that were not the next on the tape. */
  readonly surprises: readonly string[];
  readonly stop: () => Promise<void>;
};

type Question = { readonly method: string; readonly params: readonly unknown[] };
type Answer = { readonly status: number; readonly answer: unknown };

const LOGIN = 'common.db.login';

function pathOf(scene: string): string {
  return join(import.meta.dirname, `${scene}.ndjson`);
}

export function readTape(scene: string): Tape {
  const [label = '', ...calls] = readFileSync(pathOf(scene), 'utf8').trim().split('\n');
  return { ...Label.parse(JSON.parse(label)), calls: calls.map((line) => Call.parse(JSON.parse(line))) };
}

export function writeTape(scene: string, { recordedAt, seen, calls }: Tape): void {
  const lines = [{ recordedAt, seen }, ...calls].map((line) => JSON.stringify(line));
  writeFileSync(pathOf(scene), `${lines.join('\n')}\n`);
}

/** As JSON leaves it. */
export function plain(value: unknown): unknown {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);
}

/** Who logs in, with what password, is nobody's business. */
function scrub({ method, params }: Question): Question {
  return { method, params: method === LOGIN ? [] : params };
}

function scrubAnswer(method: string, { status, answer }: Answer): Answer {
  const granted = z.object({ result: z.tuple([z.int(), z.string()]) }).safeParse(answer);
  return { status, answer: method === LOGIN && granted.success ? { id: 1, result: [granted.data.result[0], 'session'] } : answer };
}

async function serve(answerTo: (question: Question, request: IncomingMessage, body: string) => Promise<Answer>) {
  const server = createServer((request, response) => {
    void (async () => {
      const body = await text(request);
      const { status, answer } = await answerTo(JSON.parse(body) as Question, request, body);
      response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
      response.end(answer === null ? '' : JSON.stringify(answer));
    })().catch(() => request.socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = async (): Promise<void> => {
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}

/** Passes calls on to a real Tryton and notes what it answers. */
export async function startRecorder(target: string): Promise<Deck> {
  const calls: Call[] = [];
  const server = await serve(async (question, { url = '/', headers: { authorization } }, body) => {
    const headers = { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) };
    const response = await fetch(new URL(url, target), { method: 'POST', headers, body });
    const words = await response.text();
    const answer = { status: response.status, answer: words.startsWith('{') ? (JSON.parse(words) as unknown) : null };
    const { method, params } = scrub(question);
    calls.push({ method, params: [...params], ...scrubAnswer(method, answer) });
    return answer;
  });
  return { ...server, calls, surprises: [] };
}

/** Answers the calls of a tape, each when it is its turn. */
export async function startReplay({ calls }: Tape): Promise<Deck> {
  const left = [...calls];
  const surprises: string[] = [];
  const server = await serve((question) => {
    const next = left.shift();
    const asked = JSON.stringify(scrub({ method: question.method, params: question.params }));
    const expected = JSON.stringify(next && scrub(next));
    if (asked !== expected) surprises.push(`${asked} instead of ${expected}`);
    return Promise.resolve(next && asked === expected ? next : { status: 404, answer: null });
  });
  return { ...server, calls, surprises };
}
