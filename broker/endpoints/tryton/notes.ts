/**
 * What the broker must remember of a sale beside it: notes on the record, which people see in Tryton and which no document prints.
 * Source: trytond 6.0, ir/note.py.
 */
import { z } from 'zod';
import type { Records } from './records.ts';

export type Notes = {
  /** Ids of lines that were beyond the forecast stock when the order was confirmed. */
  readonly shortLines: ReadonlySet<number>;
  /** The command that holds the sale. */
  readonly heldBy?: string;
  /** What lines are to have been cancelled in all once a cancellation is done, by the command that asked for it. */
  readonly cancellations: ReadonlyMap<string, readonly CancelTarget[]>;
};

export type CancelTarget = { readonly lineKey: number; readonly cancelled: number };

const Note = z.object({ id: z.int(), resource: z.string(), message: z.string().nullable() });

const PREFIX = 'Order broker';
const SHORT = new RegExp(`^${PREFIX}: short when ordered, lines (.*)$`);
const HOLD = new RegExp(`^${PREFIX}: held by (\\S+)$`);
const CANCEL = new RegExp(`^${PREFIX}: (\\S+) cancels up to (.*)$`);

export const NO_NOTES: Notes = { shortLines: new Set(), cancellations: new Map() };

function targets(list: string): readonly CancelTarget[] {
  return list.split(', ').map((entry) => {
    const [lineKey, cancelled] = entry.split(' x ').map(Number);
    return { lineKey: lineKey ?? 0, cancelled: cancelled ?? 0 };
  });
}

function toNotes(messages: readonly string[]): Notes {
  const of = (pattern: RegExp): readonly RegExpExecArray[] =>
    messages.map((message) => pattern.exec(message)).filter((match) => match !== null);
  const heldBy = of(HOLD).at(-1)?.[1];
  return {
    shortLines: new Set(of(SHORT).flatMap(([, lines = '']) => lines.split(', ').map(Number))),
    ...(heldBy !== undefined && { heldBy }),
    cancellations: new Map(of(CANCEL).map(([, command = '', list = '']) => [command, targets(list)])),
  };
}

const resourceOf = (saleId: number): string => `sale.sale,${saleId}`;

async function ownNotes(records: Records, saleIds: readonly number[]): Promise<readonly z.infer<typeof Note>[]> {
  if (saleIds.length === 0) return [];
  const { user } = await records.me();
  const domain = [
    ['resource', 'in', saleIds.map(resourceOf)],
    ['create_uid', '=', user],
  ];
  return records.search('ir.note', { domain, fields: ['resource', 'message'], row: Note });
}

/** By the id of the sale. */
export async function readNotes(records: Records, saleIds: readonly number[]): Promise<ReadonlyMap<number, Notes>> {
  const bySale = Map.groupBy(await ownNotes(records, saleIds), ({ resource }) => resource);
  return new Map(saleIds.map((id) => [id, toNotes((bySale.get(resourceOf(id)) ?? []).map(({ message }) => message ?? ''))]));
}

async function writeNote(records: Records, saleId: number, message: string): Promise<void> {
  await records.create('ir.note', { resource: resourceOf(saleId), message: `${PREFIX}: ${message}` });
}

export async function noteShortLines(records: Records, saleId: number, lineIds: readonly number[]): Promise<void> {
  if (lineIds.length > 0) await writeNote(records, saleId, `short when ordered, lines ${lineIds.join(', ')}`);
}

export async function noteHold(records: Records, saleId: number, commandId: string): Promise<void> {
  await writeNote(records, saleId, `held by ${commandId}`);
}

export async function removeHold(records: Records, saleId: number): Promise<void> {
  const held = (await ownNotes(records, [saleId])).filter(({ message }) => HOLD.test(message ?? ''));
  if (held.length > 0)
    await records.press(
      'ir.note',
      'delete',
      held.map(({ id }) => id),
    );
}

export async function noteCancellation(records: Records, saleId: number, commandId: string, list: readonly CancelTarget[]): Promise<void> {
  await writeNote(
    records,
    saleId,
    `${commandId} cancels up to ${list.map(({ lineKey, cancelled }) => `${lineKey} x ${cancelled}`).join(', ')}`,
  );
}
