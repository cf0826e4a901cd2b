/**
 * What the broker must remember of a sale beside it: notes on the record, which people see in Tryton and which no document prints.
 * Source: trytond 6.0, ir/note.py.
 */
import { z } from 'zod';
import type { LineQuantity } from '../../../canonical/fulfilment.ts';
import type { Records } from './records.ts';

/** What lines are to have come to in all once a deed is done, by the command or the receipt that asked for it. */
export type Targets = ReadonlyMap<string, readonly LineQuantity[]>;

export type Notes = {
  /** Ids of lines that were beyond the forecast stock when the order was confirmed. */
  readonly shortLines: ReadonlySet<number>;
  /** The command that holds the sale. */
  readonly heldBy?: string;
  /** What is to have been cancelled, by command. */
  readonly cancellations: Targets;
  /** What is to have been credited, by command. */
  readonly credits: Targets;
  /** What a warehouse did not take back, by receipt. */
  readonly refusals: Targets;
};

const Note = z.object({ id: z.int(), resource: z.string(), message: z.string().nullable() });

const PREFIX = 'Order broker';
const SHORT = new RegExp(`^${PREFIX}: short when ordered, lines (.*)$`);
const HOLD = new RegExp(`^${PREFIX}: held by (\\S+)$`);

/** What is noted of lines: by whom, which deed, how much. */
const DEEDS = { cancellations: 'cancels up to', credits: 'credits up to', refusals: 'does not take back' } as const;
export type NotedDeed = keyof typeof DEEDS;

export const NO_NOTES: Notes = { shortLines: new Set(), cancellations: new Map(), credits: new Map(), refusals: new Map() };

function quantities(list: string): readonly LineQuantity[] {
  return list.split(', ').map((entry) => {
    const [lineKey, quantity] = entry.split(' x ').map(Number);
    return { lineKey: lineKey ?? 0, quantity: quantity ?? 0 };
  });
}

function toNotes(messages: readonly string[]): Notes {
  const of = (pattern: RegExp): readonly RegExpExecArray[] =>
    messages.map((message) => pattern.exec(message)).filter((match) => match !== null);
  const noted = (deed: NotedDeed): Targets =>
    new Map(of(new RegExp(`^${PREFIX}: (.+) ${DEEDS[deed]} (.*)$`)).map(([, by = '', list = '']) => [by, quantities(list)]));
  const heldBy = of(HOLD).at(-1)?.[1];
  return {
    shortLines: new Set(of(SHORT).flatMap(([, lines = '']) => lines.split(', ').map(Number))),
    ...(heldBy !== undefined && { heldBy }),
    ...{ cancellations: noted('cancellations'), credits: noted('credits'), refusals: noted('refusals') },
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

export async function notesOf(records: Records, saleId: number): Promise<Notes> {
  return (await readNotes(records, [saleId])).get(saleId) ?? NO_NOTES;
}

async function writeNote(records: Records, saleId: number, message: string): Promise<void> {
  await records.create('ir.note', { resource: resourceOf(saleId), message: `${PREFIX}: ${message}` });
}

/** Noted before it is consented to, once: a quotation warns, and its confirmation again. */
export async function noteShortLine(records: Records, saleId: number, lineId: number): Promise<void> {
  const { shortLines } = await notesOf(records, saleId);
  if (!shortLines.has(lineId)) await writeNote(records, saleId, `short when ordered, lines ${lineId}`);
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

/** Leaves a note before a deed, so that it can be gone on with wherever it stops. `by`: the command or the receipt. */
export async function noteDeed(
  records: Records,
  saleId: number,
  deed: { readonly kind: NotedDeed; readonly by: string },
  list: readonly LineQuantity[],
): Promise<void> {
  const lines = list.map(({ lineKey, quantity }) => `${lineKey} x ${quantity}`).join(', ');
  await writeNote(records, saleId, `${deed.by} ${DEEDS[deed.kind]} ${lines}`);
}
