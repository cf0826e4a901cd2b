/** The local org by itself: what its start costs with the package in it, and how long 1,000 records take through the package's triggers. */
import { join } from 'node:path';
import { z } from 'zod';
import { startAgent } from '../load/salesforce-agent.ts';
import { startNodeProcess, type NodeProcess } from '../stack/node-process.ts';
import { cpuSeconds } from './process-time.ts';

export type OrgStart = {
  /** Processor time from the start of the process until the org serves; undefined where the system does not tell. */
  readonly startCpuSeconds: number | undefined;
  /** As the caller sees it, with code that is cold. */
  readonly triggersMs: number;
};

const ORDERS = 100;
const LINES = 10;

const factsSchema = z.object({ restUrl: z.string(), adminUrl: z.string(), clientId: z.string(), clientSecret: z.string() });

/** Logs, keys and certificates go into the folder. */
export async function measureOrgStart(folder: string): Promise<OrgStart> {
  // The first start makes the keys, and leaves what it compiled and read for the second: Node does so when it is asked to end.
  await (await startOrgProcess(folder)).end('SIGTERM');
  const org = await startOrgProcess(folder);
  try {
    const startCpuSeconds = await cpuSeconds(org.pid);
    return { startCpuSeconds, triggersMs: await insertLines(org) };
  } finally {
    await org.end('SIGTERM');
  }
}

const PORTS = ['--http-port', '--https-port', '--admin-port', '--pubsub-port', '--pubsub-tls-port'].flatMap((name) => [name, '0']);

async function startOrgProcess(folder: string): Promise<NodeProcess> {
  return startNodeProcess({
    program: 'simulators/salesforce/main.ts',
    args: ['--json', '--data', join(folder, 'org-by-itself'), ...PORTS],
    environment: {},
    logFile: join(folder, 'org-by-itself.log'),
    ready: (line) => (line.startsWith('{') ? line : undefined),
  });
}

/** Lines of orders: their trigger runs before each insert. */
async function insertLines({ answer }: NodeProcess): Promise<number> {
  const agent = await startAgent(factsSchema.parse(JSON.parse(answer)));
  const orderIds = await agent.create(Array.from({ length: ORDERS }, (_, index) => orderRecord(index)));
  const lines = orderIds.flatMap((orderId) => Array.from({ length: LINES }, (_, index) => lineRecord(orderId, index + 1)));
  const startedAt = performance.now();
  await agent.create(lines);
  return performance.now() - startedAt;
}

function orderRecord(index: number): Record<string, unknown> {
  return {
    attributes: { type: 'OB_Order__c' },
    ...{ Channel__c: 'service', Brand__c: 'acme', Region__c: 'EU', Currency__c: 'EUR' },
    ...{ Customer_Key__c: `C-${index}`, Customer_Name__c: `Customer ${index}`, Ship_To_Name__c: `Customer ${index}` },
    ...{ Ship_To_Line_1__c: 'Street 1', Ship_To_City__c: 'Town', Ship_To_Country__c: 'DE' },
  };
}

function lineRecord(orderId: string, number: number): Record<string, unknown> {
  return {
    attributes: { type: 'OB_Order_Line__c' },
    ...{ Order__c: orderId, Line_Number__c: String(number), SKU__c: `SKU-${number}`, Description__c: `Item ${number}` },
    ...{ Unit__c: 'EA', Quantity_Ordered__c: 2, Unit_Price__c: 10, Tax__c: 1.9 },
  };
}
