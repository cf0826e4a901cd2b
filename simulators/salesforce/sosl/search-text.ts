/**
 * The words of a search and what they find. Source: SOQL and SOSL Reference, "FIND {SearchQuery}": words are found whole and whatever their case,
 * `*` and `?` stand for letters within a word, quotes keep words together, `AND`, `OR` and `AND NOT` join them; without one, all are meant.
 */
import { compileLike } from '../soql/like.ts';
import { QueryFault } from '../soql/query-fault.ts';

/** Does a record with these texts match? */
export type SearchTest = (texts: readonly string[]) => boolean;

const TOKEN = /"((?:\\.|[^"\\])*)"|([()])|((?:\\.|[^\s()"\\])+)/g;

type Token = { readonly kind: 'word' | 'phrase' | 'paren'; readonly text: string };

/** Throws `QueryFault` for text that is no search. */
export function compileSearch(search: string): SearchTest {
  const tokens = [...search.matchAll(TOKEN)].map(([, phrase, paren, word]): Token =>
    paren !== undefined ? { kind: 'paren', text: paren } : { kind: phrase === undefined ? 'word' : 'phrase', text: phrase ?? word ?? '' },
  );
  if (search.replace(/[^\p{L}\p{N}]/gu, '').length < 2)
    throw new QueryFault('MALFORMED_SEARCH', `search term must be longer than one character: ${search}`);
  const reader = { tokens, at: 0 };
  const test = readEither(reader);
  if (reader.at < tokens.length) throw unexpected(tokens[reader.at]);
  return test;
}

type Reader = { readonly tokens: readonly Token[]; at: number };

const unexpected = (token: Token | undefined): QueryFault =>
  new QueryFault('MALFORMED_SEARCH', `unexpected token: ${token?.text ?? '<EOF>'}`);

const isWord = (token: Token | undefined, word: string): boolean => token?.kind === 'word' && token.text.toUpperCase() === word;

function take(reader: Reader, word: string): boolean {
  const found = isWord(reader.tokens[reader.at], word);
  if (found) reader.at += 1;
  return found;
}

/** AND binds closer than OR. */
function readEither(reader: Reader): SearchTest {
  const tests = [readAll(reader)];
  while (take(reader, 'OR')) tests.push(readAll(reader));
  return (texts) => tests.some((test) => test(texts));
}

function readAll(reader: Reader): SearchTest {
  const tests = [readOne(reader)];
  for (;;) {
    const next = reader.tokens[reader.at];
    if (next === undefined || isWord(next, 'OR') || (next.kind === 'paren' && next.text === ')')) break;
    take(reader, 'AND');
    tests.push(take(reader, 'NOT') ? negated(readOne(reader)) : readOne(reader));
  }
  return (texts) => tests.every((test) => test(texts));
}

const negated =
  (test: SearchTest): SearchTest =>
  (texts) =>
    !test(texts);

function readOne(reader: Reader): SearchTest {
  const token = reader.tokens[reader.at];
  if (token === undefined || (token.kind === 'paren' && token.text === ')')) throw unexpected(token);
  reader.at += 1;
  if (token.kind !== 'paren') return wordsTest(token.text);
  const test = readEither(reader);
  if (reader.tokens[reader.at]?.text !== ')') throw unexpected(reader.tokens[reader.at]);
  reader.at += 1;
  return test;
}

const wordsOf = (text: string): string[] => text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');

/** One word, or several that stand side by side; a word ends where letters and digits do. */
function wordsTest(written: string): SearchTest {
  const plain = written.replace(/\\(.)/g, '$1');
  const wanted = plain.split(/[^\p{L}\p{N}*?]+/u).filter((word) => word !== '');
  const tests = wanted.map((word) => compileLike(word.replaceAll('*', '%').replaceAll('?', '_')));
  const standsAt = (words: readonly string[], at: number): boolean => tests.every((test, index) => test(words[at + index] ?? ''));
  return (texts) => texts.some((text) => wordsOf(text).some((_, at, words) => at + tests.length <= words.length && standsAt(words, at)));
}
