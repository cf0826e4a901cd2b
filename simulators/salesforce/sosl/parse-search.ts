/** Reads SOSL. Source: SOQL and SOSL Reference, "SOSL Syntax". */
import { QueryFault } from '../soql/query-fault.ts';

export type SearchGroup = 'ALL' | 'NAME' | 'EMAIL' | 'PHONE';

export type ReturnedObject = {
  readonly object: string;
  /** `Id` where the search names none. */
  readonly fields: string;
  /** WHERE, ORDER BY, LIMIT and OFFSET as SOQL has them. */
  readonly condition: string;
  readonly rest: string;
};

export type Search = {
  /** What is searched for, or the name of the bind that holds it. */
  readonly find: { readonly text: string } | { readonly bind: string };
  readonly group: SearchGroup;
  /** Undefined: every object that can be searched. */
  readonly returning: readonly ReturnedObject[] | undefined;
  readonly limit: number | undefined;
  /** `WITH USER_MODE`, `WITH SYSTEM_MODE` */
  readonly mode: 'user' | 'system' | undefined;
};

const FIND = /^\s*FIND\s+(?:\{((?:\\.|[^}\\])*)\}|'((?:\\.|[^'\\])*)'|:\s*(\w+))\s*/is;
const IN = /^IN\s+(ALL|NAME|EMAIL|PHONE)\s+FIELDS\b\s*/i;

const malformed = (at: string): QueryFault => new QueryFault('MALFORMED_SEARCH', `unexpected token: ${at.slice(0, 40) || '<EOF>'}`);

/** Throws `QueryFault` for what is no search, and for clauses this org does not have. */
export function parseSearch(sosl: string): Search {
  const found = FIND.exec(sosl);
  if (found === null) throw malformed(sosl.trim());
  let rest = sosl.slice(found[0].length);
  const group = IN.exec(rest);
  rest = rest.slice(group?.[0].length ?? 0);
  const [, braces, quoted, bind] = found;
  const { returning, after } = readReturning(rest);
  return {
    find: bind === undefined ? { text: braces ?? (quoted ?? '').replace(/\\(['"\\])/g, '$1') } : { bind },
    group: (group?.[1]?.toUpperCase() ?? 'ALL') as SearchGroup,
    returning,
    ...readEnd(after),
  };
}

function readReturning(text: string): { readonly returning: Search['returning']; readonly after: string } {
  const head = /^RETURNING\s+/i.exec(text);
  if (head === null) return { returning: undefined, after: text };
  let rest = text.slice(head[0].length);
  const returning: ReturnedObject[] = [];
  for (;;) {
    const name = /^(\w+)\s*/.exec(rest);
    if (name?.[1] === undefined) throw malformed(rest);
    rest = rest.slice(name[0].length);
    const inner = rest.startsWith('(') ? parenthesized(rest) : '';
    returning.push(readSpec(name[1], inner));
    rest = rest.slice(inner === '' && !rest.startsWith('(') ? 0 : inner.length + 2).trimStart();
    if (!rest.startsWith(',')) return { returning, after: rest };
    rest = rest.slice(1).trimStart();
  }
}

/** What stands between the first parenthesis and the one that closes it. */
function parenthesized(text: string): string {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/'(?:\\.|[^'\\])*'|[()]/g)) {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (token === ')' && depth === 0) return text.slice(1, index);
  }
  throw malformed('');
}

function readSpec(object: string, inner: string): ReturnedObject {
  const [, fields = '', condition = '', rest = ''] =
    /^(.*?)(?:\s+WHERE\s+(.*?))?((?:\s+(?:ORDER\s+BY|LIMIT|OFFSET)\s.*)?)$/is.exec(inner) ?? [];
  return { object, fields: fields.trim() === '' ? 'Id' : fields, condition, rest };
}

function readEnd(text: string): Pick<Search, 'limit' | 'mode'> {
  const end = /^(?:WITH\s+(USER_MODE|SYSTEM_MODE)\s*)?(?:LIMIT\s+(\d+)\s*)?$/i.exec(text);
  if (end === null) throw malformed(text);
  const [, mode, limit] = end;
  return {
    mode: mode === undefined ? undefined : mode.toUpperCase() === 'USER_MODE' ? 'user' : 'system',
    limit: limit === undefined ? undefined : Number(limit),
  };
}
