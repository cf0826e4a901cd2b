/** Whether an item of a page shows. Source: "Dynamic Lightning Pages"; the expressions are those of FlexiPage in the Metadata API guide. */
import type { VisibilityRule } from '../../metadata/flexipage.ts';

export type Seen = {
  /** The value of a field of the record, as text; empty when there is none. */
  readonly field: (name: string) => string;
  readonly customPermission: (name: string) => boolean;
  readonly formFactor: string;
};

type Compare = (left: string, right: string) => boolean;

const OPERATORS: Readonly<Record<string, Compare>> = {
  EQUAL: (left, right) => left === right,
  NE: (left, right) => left !== right,
  CONTAINS: (left, right) => left.includes(right),
  GT: (left, right) => Number(left) > Number(right),
  GE: (left, right) => Number(left) >= Number(right),
  LT: (left, right) => Number(left) < Number(right),
  LE: (left, right) => Number(left) <= Number(right),
};

/** An item without a rule shows. A rule that cannot be understood throws: it must not hide or show by chance. */
export function isVisible(rule: VisibilityRule | undefined, seen: Seen): boolean {
  if (rule === undefined) return true;
  const results = rule.criteria.map(({ left, operator, right }) => {
    const compare = OPERATORS[operator];
    if (compare === undefined) throw new Error(`Unknown operator ${operator} in a visibility rule.`);
    return compare(valueOf(left, seen), right);
  });
  return rule.logic === undefined ? results.every(Boolean) : evaluate(rule.logic, results);
}

/** `{!Record.Status__c}`, `{!$Permission.CustomPermission.X}`, `{!$Client.FormFactor}`. */
function valueOf(expression: string, { field, customPermission, formFactor }: Seen): string {
  const path = /^\{!(.+)\}$/.exec(expression)?.[1] ?? expression;
  if (path.startsWith('Record.')) return field(path.slice('Record.'.length));
  if (path.startsWith('$Permission.CustomPermission.')) return String(customPermission(path.slice('$Permission.CustomPermission.'.length)));
  if (path === '$Client.FormFactor') return formFactor;
  throw new Error(`Unknown value ${expression} in a visibility rule.`);
}

/** `1 AND (2 OR NOT 3)`, by recursive descent. */
function evaluate(logic: string, results: readonly boolean[]): boolean {
  const tokens = logic.toUpperCase().match(/\d+|AND|OR|NOT|[()]/g) ?? [];
  const take = (token: string): boolean => tokens[0] === token && tokens.shift() !== undefined;
  const either = (): boolean => {
    let value = both();
    while (take('OR')) value = both() || value;
    return value;
  };
  const both = (): boolean => {
    let value = one();
    while (take('AND')) value = one() && value;
    return value;
  };
  const one = (): boolean => {
    if (take('NOT')) return !one();
    if (!take('(')) return results[Number(tokens.shift()) - 1] ?? false;
    const value = either();
    take(')');
    return value;
  };
  return either();
}

/** Fields of the record that the rules ask for. */
export function fieldsInRules(rules: readonly (VisibilityRule | undefined)[]): readonly string[] {
  const lefts = rules.flatMap((rule) => rule?.criteria ?? []).map(({ left }) => /^\{!Record\.(\w+)\}$/.exec(left)?.[1]);
  return [...new Set(lefts.filter((name) => name !== undefined))];
}
