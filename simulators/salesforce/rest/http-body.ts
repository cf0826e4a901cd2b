/** Reads request bodies: whole, bounded, gunzipped. */
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { API_ERRORS } from './errors.ts';

/** The platform takes 50 MB of JSON and 150 MB of bulk CSV. */
const MAX_BYTES = 150 * 1024 * 1024;

/** The body as text; empty when there is none. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BYTES) throw API_ERRORS.bodyTooLarge();
    chunks.push(chunk);
  }
  const bytes = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
  const plain = /gzip/i.test(request.headers['content-encoding'] ?? '') ? unzipped(bytes) : bytes;
  if (!isUtf8(plain)) throw API_ERRORS.unreadableJson('The request body is not valid UTF-8');
  return plain.toString('utf8');
}

function unzipped(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_BYTES });
  } catch {
    throw API_ERRORS.unreadableJson('The request body is not valid gzip');
  }
}

/** No call of the API nests so deep, and whoever walks through a value can rely on it. */
const DEEPEST = 500;

/** Parses a JSON body, or says where it breaks; no body is undefined. */
export function parseJson(text: string): unknown {
  if (text.trim() === '') return undefined;
  const value = parsed(text);
  if (isDeeper(value, DEEPEST)) throw API_ERRORS.unreadableJson(`The request body is nested deeper than ${DEEPEST} levels`);
  return value;
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const inner of Object.values(value)) if (isDeeper(inner, levels - 1)) return true;
  return false;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw API_ERRORS.unreadableJson(
      `Unexpected character at [line:1, column:1]: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
