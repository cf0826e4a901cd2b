/** CSV of the Bulk API 2.0: rows into record inputs, results into rows. Source: "Bulk API 2.0 Ingest", CSV formatting rules. */
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { SaveResult } from '../storage/dml.ts';
import type { DmlError } from '../storage/dml-error.ts';
import type { RecordInput } from '../storage/draft.ts';

export const DELIMITERS = { COMMA: ',', TAB: '\t', SEMICOLON: ';', PIPE: '|', CARET: '^', BACKQUOTE: '`' } as const;

export type CsvFormat = { readonly columnDelimiter: keyof typeof DELIMITERS; readonly lineEnding: 'LF' | 'CRLF' };

export type BulkRow = { readonly cells: Readonly<Record<string, string>>; readonly input: RecordInput };

export type BulkData = {
  readonly columns: readonly string[];
  readonly rows: readonly BulkRow[];
  /** How the header row ends; undefined where nothing follows it. */
  readonly lineEnding: CsvFormat['lineEnding'] | undefined;
};

/** Throws when the text is not CSV with a header row. */
export function readRows(text: string, { columnDelimiter }: CsvFormat): BulkData {
  const table: string[][] = parse(text, { delimiter: DELIMITERS[columnDelimiter], bom: true, skipEmptyLines: true });
  const [columns = [], ...records] = table;
  return {
    columns,
    lineEnding: lineEndingOf(text),
    rows: records.map((values) => {
      const cells = Object.fromEntries(columns.map((column, index) => [column, values[index] ?? '']));
      return { cells, input: toInput(cells) };
    }),
  };
}

function lineEndingOf(text: string): BulkData['lineEnding'] {
  const end = text.indexOf('\n');
  if (end === -1) return undefined;
  return text[end - 1] === '\r' ? 'CRLF' : 'LF';
}

/** An empty cell leaves the field alone, `#N/A` empties it; `Order__r.Key__c` names a parent. */
function toInput(cells: Readonly<Record<string, string>>): RecordInput {
  const input: Record<string, unknown> = {};
  for (const [column, cell] of Object.entries(cells)) {
    if (cell === '') continue;
    const value = cell === '#N/A' ? null : cell;
    const [relationship = column, key] = column.split('.');
    input[relationship] = key === undefined || value === null ? value : { [key]: value };
  }
  return input;
}

export type RowOutcome = { readonly row: BulkRow; readonly result: SaveResult };

export function successCsv({ columns }: Pick<BulkData, 'columns'>, outcomes: readonly RowOutcome[], format: CsvFormat): string {
  const rows = outcomes.map(({ row, result }) => [
    result.id ?? '',
    String(result.created),
    ...columns.map((column) => row.cells[column] ?? ''),
  ]);
  return writeCsv([['sf__Id', 'sf__Created', ...columns], ...rows], format);
}

export function failureCsv({ columns }: Pick<BulkData, 'columns'>, outcomes: readonly RowOutcome[], format: CsvFormat): string {
  const rows = outcomes.map(({ row, result }) => [
    result.id ?? '',
    errorCell(result.errors),
    ...columns.map((column) => row.cells[column] ?? ''),
  ]);
  return writeCsv([['sf__Id', 'sf__Error', ...columns], ...rows], format);
}

/** `CODE:message:fields --` */
function errorCell(errors: readonly DmlError[]): string {
  return errors.map((error) => `${codeOf(error)}:${error.message}:${error.fields.join(',')} --`).join(';');
}

/** A cell is always text: what JSON calls a parser fault is a value of the wrong type here. */
function codeOf({ statusCode }: DmlError): string {
  return statusCode === 'JSON_PARSER_ERROR' ? 'INVALID_TYPE_ON_FIELD_IN_RECORD' : statusCode;
}

export function writeCsv(rows: readonly (readonly unknown[])[], { columnDelimiter, lineEnding }: CsvFormat): string {
  const cast = { boolean: (value: boolean) => String(value) };
  return stringify([...rows] as unknown[][], {
    delimiter: DELIMITERS[columnDelimiter],
    record_delimiter: lineEnding === 'LF' ? '\n' : '\r\n',
    quoted: true,
    cast,
  });
}
