/**
 * A network and a gateway between the broker and Tryton that have bad days: answers dropped after the commit, a gateway that
 * gives up and a commit that comes later, resets, slow calls, sessions that end. Tryton itself is not touched; what it does, it does.
 */
import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { FaultRule, makeFaultScript } from '../../simulators/endpoints/host/fault-script.ts';

type Answer = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: Buffer };
type Received = { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: Buffer; readonly rpc: Rpc | undefined };

const Rpc = z.object({ method: z.string(), params: z.array(z.unknown()) });
/** A call as it goes over the wire, the context last. */
export type Rpc = z.infer<typeof Rpc>;

export type FaultProxy = {
  /** What the broker takes for Tryton's base URL. */
  readonly url: string;
  /** Rules name a method of Tryton as `operation`, and the reference or the command's id it is about as `subject`. */
  readonly addRule: (rule: z.input<typeof FaultRule>) => void;
  readonly clear: () => void;
  readonly stop: () => Promise<void>;
};

export type FaultProxyOptions = {
  readonly target: string;
  /** From 0 (included) to 1 (excluded). */
  readonly random: () => number;
  /** Plays somebody who changes a record while this call is about to; what a rule `stale-version` does. */
  readonly interfere?: (rpc: Rpc) => Promise<void>;
  /** Sees every call before it goes on, and may keep it waiting. */
  readonly admit?: (rpc: Rpc) => Promise<void>;
  /** How likely a call finds its session ended. */
  readonly sessionLoss?: number;
};

/** Calls that change documents; questions, logins and consents pass. */
const WRITES =
  /^model\.(sale|stock|account|party)\.[\w.]+\.(create|write|delete|quote|confirm|draft|cancel|wait|assign_try|receive|done|post)$|^model\.ir\.note\.create$|^wizard\.(sale|account)\./;

async function collect(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function parse(body: Buffer): Rpc | undefined {
  try {
    return Rpc.safeParse(JSON.parse(body.toString())).data;
  } catch {
    return undefined;
  }
}

function forward(target: string, { path, headers, body }: Received): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { host: _, connection: __, ...kept } = headers;
    const upstream = httpRequest(
      new URL(path, target),
      { method: 'POST', headers: { ...kept, 'content-length': body.length } },
      (response) => {
        collect(response).then(
          (answered) => {
            const type = response.headers['content-type'];
            resolve({ status: response.statusCode ?? 502, headers: type === undefined ? {} : { 'content-type': type }, body: answered });
          },
          (error: unknown) => {
            reject(new Error('the answer broke off', { cause: error }));
          },
        );
      },
    );
    upstream.on('error', reject);
    upstream.end(body);
  });
}

/** References of sales, learnt from their creation, so that a button pressed on an id is known to be about an order. */
function makeSubjects(): { readonly of: (rpc: Rpc) => string | undefined; readonly learn: (rpc: Rpc, answer: Answer) => void } {
  const byId = new Map<number, string>();
  const reference = (rpc: Rpc): string | undefined => {
    const values = (rpc.params[0] as readonly { reference?: unknown; message?: unknown }[] | undefined)?.[0];
    if (typeof values?.message === 'string') return /^Order broker: (?:held by )?([A-Z0-9]+-\d+)/.exec(values.message)?.[1];
    return typeof values?.reference === 'string' ? values.reference : undefined;
  };
  return {
    of: (rpc) => {
      if (rpc.method.endsWith('.create')) return reference(rpc);
      return rpc.method.startsWith('model.sale.sale.') ? byId.get((rpc.params[0] as readonly number[])[0] ?? 0) : undefined;
    },
    learn: (rpc, answer) => {
      if (rpc.method !== 'model.sale.sale.create') return;
      const made = z.object({ result: z.tuple([z.int()]) }).safeParse(JSON.parse(answer.body.toString()));
      const name = reference(rpc);
      if (made.success && name !== undefined) byId.set(made.data.result[0], name);
    },
  };
}

function reply(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, connection: 'close' }).end(body);
}

const said = (status: number, retryAfterMs?: number): Answer => ({
  ...{ status, body: Buffer.from('<html></html>') },
  headers: { 'content-type': 'text/html', ...(retryAfterMs !== undefined && { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) }) },
});

type Deeds = { readonly pass: () => Promise<Answer>; readonly interfere: () => Promise<void>; readonly goDown: (forMs: number) => void };

/** What the trouble makes of a call: an answer, or a connection that is reset. */
async function meet(fault: FaultRule | undefined, { pass, interfere, goDown }: Deeds): Promise<Answer | 'reset'> {
  switch (fault?.kind) {
    case 'drop-answer':
      await pass();
      return 'reset';
    case 'late-commit':
      void wait(fault.delayMs)
        .then(pass)
        .catch(() => undefined);
      return said(504);
    case 'throttle':
      return said(429, fault.retryAfterMs);
    case 'unavailable':
      return said(503, fault.retryAfterMs);
    case 'error-before-commit':
      return said(500);
    case 'error-after-commit':
      await pass();
      return said(500);
    case 'reset-before-commit':
      return 'reset';
    case 'restart':
      goDown(fault.delayMs);
      return 'reset';
    case 'stale-version':
      await interfere();
      return pass();
    case 'slow':
      await wait(fault.delayMs);
      return pass();
    default:
      return pass();
  }
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function startFaultProxy({ target, random, interfere, admit, sessionLoss = 0 }: FaultProxyOptions): Promise<FaultProxy> {
  const script = makeFaultScript(random);
  const subjects = makeSubjects();
  const sockets = new Set<Socket>();
  let downUntil = 0;

  function goDown(forMs: number): void {
    downUntil = performance.now() + forMs;
    for (const socket of sockets) socket.resetAndDestroy();
  }

  /** Ends the caller's session as its age would: Tryton itself then answers 401. */
  async function endSession(received: Received): Promise<void> {
    const body = Buffer.from(JSON.stringify({ id: 1, method: 'common.db.logout', params: [] }));
    await forward(target, { ...received, body });
  }

  async function handle(received: Received): Promise<Answer | 'reset'> {
    const { rpc } = received;
    if (rpc !== undefined) await admit?.(rpc);
    if (rpc === undefined || !WRITES.test(rpc.method)) return forward(target, received);
    if (sessionLoss > 0 && random() < sessionLoss) await endSession(received);
    const pass = async (): Promise<Answer> => {
      const answer = await forward(target, received);
      subjects.learn(rpc, answer);
      return answer;
    };
    const stale = (): Promise<void> => interfere?.(rpc) ?? Promise.resolve();
    return meet(script.pick(rpc.method, subjects.of(rpc)), { pass, interfere: stale, goDown });
  }

  const server = createServer((request, response) => {
    void (async () => {
      const body = await collect(request);
      const answer = await handle({ path: request.url ?? '/', headers: request.headers, body, rpc: parse(body) });
      if (answer === 'reset') request.socket.resetAndDestroy();
      else reply(response, answer);
    })().catch(() => request.socket.resetAndDestroy());
  });
  server.on('connection', (socket) => {
    if (performance.now() < downUntil) socket.resetAndDestroy();
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });

  return {
    url: await listen(server),
    addRule: (rule) => {
      script.add(FaultRule.parse(rule));
    },
    clear: script.clear,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
