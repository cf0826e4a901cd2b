/**
 * The work without the promise, as a process of its own: a BullMQ worker that posts each order to the ERP and writes
 * the records back, 200 a call. No ledger, no probe, no retry: what a crash or a lost answer leaves behind is lost.
 */
import { readFile } from 'node:fs/promises';
import { Agent, fetch } from 'undici';
import { openQueueBackend } from '../../broker/engine/queue-backend.ts';
import type { JobData } from '../../broker/engine/queue-backend.ts';
import { BARE_DONE } from './bare-work.ts';
import type { BareResult, BareWork, WireRecord } from './bare-work.ts';

const RECORDS_PER_CALL = 200;
const QUEUE = 'bare';

const work = JSON.parse(await readFile(process.env['BARE_WORK'] ?? '', 'utf8')) as BareWork;
const dispatcher = new Agent({ connections: 64 });
const waiting = new Map<string, WireRecord[]>();
const writing: Promise<void>[] = [];

async function write(object: string, records: readonly WireRecord[]): Promise<void> {
  const keyField = records[0]?.keyField ?? '';
  const response = await fetch(`${work.restUrl}/services/data/v67.0/composite/sobjects/${object}/${keyField}`, {
    method: 'PATCH',
    dispatcher,
    headers: { authorization: `Bearer ${work.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      allOrNone: false,
      records: records.map(({ externalId, fields }) => ({ attributes: { type: object }, ...fields, [keyField]: externalId })),
    }),
  });
  const results = (await response.json()) as { readonly success?: boolean }[];
  const refused = Array.isArray(results) ? results.find(({ success }) => !success) : results;
  if (refused !== undefined) throw new Error(`Salesforce refused: ${JSON.stringify(refused)}`);
}

function writeLater(record: WireRecord): void {
  const records = waiting.get(record.object) ?? [];
  waiting.set(record.object, records);
  records.push(record);
  if (records.length === RECORDS_PER_CALL) flush(record.object);
}

function flush(object: string): void {
  const records = waiting.get(object) ?? [];
  waiting.delete(object);
  if (records.length > 0) writing.push(write(object, records));
}

async function carryOut({ body, records }: BareWork['orders'][number]): Promise<void> {
  const response = await fetch(`${work.erpUrl}/api/${work.company}/sales-orders`, {
    method: 'POST',
    dispatcher,
    headers: { 'x-api-key': work.erpKey, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`the ERP refused: ${response.status} ${await response.text()}`);
  await response.json();
  records.forEach(writeLater);
}

const backend = openQueueBackend(work.queueUrl);
const queue = backend.queue(QUEUE);
await queue.addBulk(work.orders.map((_, index) => ({ name: 'order', data: { ids: [String(index)] } })));
const startedAt = performance.now();
const cpuBefore = process.cpuUsage();
await new Promise<void>((resolve, reject) => {
  let left = work.orders.length;
  const carryOutJob = async (job: { readonly data: JobData }): Promise<void> => {
    for (const id of job.data.ids) await carryOut(work.orders[Number(id)] ?? { body: {}, records: [] });
    left -= 1;
    if (left === 0) resolve();
  };
  backend.worker(QUEUE, (job) => carryOutJob(job).catch(reject), { concurrency: work.concurrency });
});
for (const object of [...waiting.keys()]) flush(object);
await Promise.all(writing);
const { user, system } = process.cpuUsage(cpuBefore);
const result: BareResult = {
  seconds: (performance.now() - startedAt) / 1000,
  cpuSeconds: (user + system) / 1_000_000,
  records: work.orders.reduce((sum, { records }) => sum + records.length, 0),
};
console.log(`${BARE_DONE}${JSON.stringify(result)}`);
process.exit(0);
