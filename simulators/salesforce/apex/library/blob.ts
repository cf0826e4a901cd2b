/** Blob and EncodingUtil. Source: Apex Reference Guide, the pages of the two classes. */
import type { ApexContext } from '../context.ts';
import { ApexBlob } from '../values.ts';
import { platformClass } from './native.ts';
import { holdText } from './text-size.ts';

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A Blob that counts as held. */
function held(context: ApexContext, bytes: Uint8Array): ApexBlob {
  context.hold(bytes.length);
  return blobOf(bytes);
}

/** The body of a request that was made without one: it is there, and its text is null. */
export const NO_BODY = new ApexBlob(new Uint8Array());

export const blobOf = (bytes: Uint8Array): ApexBlob => new ApexBlob(new Uint8Array(bytes));

/** The text of UTF-8 bytes; other bytes are the StringException of `Blob.toString`. */
export function textOf(context: ApexContext, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return context.fail('StringException', 'BLOB is not a valid UTF-8 string');
  }
}

export const blobClass = platformClass('Blob', {
  'static Blob valueOf(String stringToBlob)': (context, text: string) => held(context, bytesOf(text)),
  'Integer size()': (_, { bytes }: ApexBlob) => bytes.length,
  'String toString()': (context, self: ApexBlob) => (self === NO_BODY ? null : textOf(context, self.bytes)),
});

/** A name of a charset, as Java takes it. */
function encodingOf(context: ApexContext, name: string): 'utf-8' {
  if (/^utf-?8$/i.test(name)) return 'utf-8';
  return context.fail('StringException', `not supported: encoding ${name}`);
}

/** application/x-www-form-urlencoded, as java.net.URLEncoder. */
function urlEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replaceAll('%20', '+')
    .replaceAll(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** As java.net.URLDecoder: bytes that are no UTF-8 become the replacement character. */
function urlDecode(context: ApexContext, text: string): string {
  if (/%(?![0-9A-Fa-f]{2})/.test(text))
    context.fail('IllegalArgumentException', 'URLDecoder: Illegal hex characters in escape (%) pattern');
  return text
    .replaceAll('+', ' ')
    .replaceAll(/(?:%[0-9A-Fa-f]{2})+/g, (escaped) => Buffer.from(escaped.replaceAll('%', ''), 'hex').toString('utf8'));
}

function fromHex(context: ApexContext, text: string): ApexBlob {
  if (text.length % 2 !== 0) context.fail('StringException', 'Odd number of characters.');
  if (!/^[0-9A-Fa-f]*$/.test(text)) context.fail('StringException', 'Illegal hexadecimal character');
  return held(context, Buffer.from(text, 'hex'));
}

export const encodingUtil = platformClass('EncodingUtil', {
  'static String base64Encode(Blob inputBlob)': (context, { bytes }: ApexBlob) => {
    holdText(context, bytes.length * 2);
    return Buffer.from(bytes).toString('base64');
  },
  'static Blob base64Decode(String inputString)': (context, text: string) => held(context, Buffer.from(text, 'base64')),
  'static String convertToHex(Blob inputBlob)': (context, { bytes }: ApexBlob) => {
    holdText(context, bytes.length * 2);
    return Buffer.from(bytes).toString('hex');
  },
  'static Blob convertFromHex(String inputString)': fromHex,
  'static String urlEncode(String inputString, String encodingScheme)': (context, text: string, encoding: string) => {
    encodingOf(context, encoding);
    return urlEncode(text);
  },
  'static String urlDecode(String inputString, String encodingScheme)': (context, text: string, encoding: string) => {
    encodingOf(context, encoding);
    return urlDecode(context, text);
  },
});
