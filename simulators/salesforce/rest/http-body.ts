/** Reads request bodies: whole, bounded, gunzipped. */
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
  if (!/gzip/i.test(request.headers['content-encoding'] ?? '')) return bytes.toString('utf8');
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_BYTES }).toString('utf8');
  } catch {
    throw API_ERRORS.unreadableJson('The request body is not valid gzip');
  }
}

/** Parses a JSON body, or says where it breaks; no body is undefined. */
export function parseJson(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw API_ERRORS.unreadableJson(
      `Unexpected character at [line:1, column:1]: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
