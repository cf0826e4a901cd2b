/** `@{refOrder.id}` in a subrequest stands for a value of an earlier answer. Source: "Composite" of the REST API guide. */
import { textOf } from '../storage/json-text.ts';
import { isObject } from './record-body.ts';

const REFERENCE = /@\{([A-Za-z0-9_]+)((?:\.[A-Za-z0-9_]+|\[\d+\])*)\}/g;

/** Bodies of the answers so far, by reference id. A failed one is absent. */
export type Answers = ReadonlyMap<string, unknown>;

export type Resolved<Value> = { readonly value: Value } | { readonly missing: string };

/** Puts values for the references in a url, percent-encoded. */
export function resolveText(text: string, answers: Answers): Resolved<string> {
  let missing: string | undefined;
  const value = text.replace(REFERENCE, (whole, name: string, path: string) => {
    const found = lookUp(answers, name, path);
    if (found === undefined) missing ??= whole;
    return encodeURIComponent(textOf(found));
  });
  return missing === undefined ? { value } : { missing };
}

function refers(body: unknown): boolean {
  if (typeof body === 'string') return body.includes('@{');
  if (Array.isArray(body)) return body.some(refers);
  return isObject(body) && Object.values(body).some(refers);
}

/** Puts values for the references in a body; a text that is one reference takes the value's own type. */
export function resolveBody(body: unknown, answers: Answers): Resolved<unknown> {
  // Collections of hundreds of records, as a rule without a reference, are not made anew.
  if (!refers(body)) return { value: body };
  let missing: string | undefined;
  const resolve = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const text = value.replace(REFERENCE, (whole, name: string, path: string) => {
        const found = lookUp(answers, name, path);
        if (found === undefined) missing ??= whole;
        return textOf(found);
      });
      return text;
    }
    if (Array.isArray(value)) return value.map(resolve);
    if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(inner)]));
    return value;
  };
  const value = resolve(body);
  return missing === undefined ? { value } : { missing };
}

function lookUp(answers: Answers, name: string, path: string): unknown {
  let value = answers.get(name);
  for (const [, member, index] of path.matchAll(/\.([A-Za-z0-9_]+)|\[(\d+)\]/g)) {
    if (index !== undefined) value = Array.isArray(value) ? value[Number(index)] : undefined;
    else value = isObject(value) ? memberOf(value, member ?? '') : undefined;
  }
  return isObject(value) || Array.isArray(value) ? undefined : value;
}

/** Answers say `id` where queries say `Id`: names are found whatever their case. */
function memberOf(value: Readonly<Record<string, unknown>>, name: string): unknown {
  const key = Object.keys(value).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : value[key];
}
