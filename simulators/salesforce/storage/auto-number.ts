/** Auto-number fields: `CMD-{000000}` counts, `{YYYY}`, `{MM}` and `{DD}` are the day of creation. */
import type { OrgField, OrgObject } from '../metadata/model.ts';

export type AutoNumbers = (object: OrgObject, field: OrgField, at: number) => string;

export function makeAutoNumbers(): AutoNumbers {
  const counters = new Map<string, number>();
  return (object, field, at) => {
    const key = `${object.name}.${field.name}`;
    const next = (counters.get(key) ?? 0) + 1;
    counters.set(key, next);
    const day = new Date(at).toISOString();
    return (field.displayFormat ?? '{0}')
      .replace('{YYYY}', day.slice(0, 4))
      .replace('{MM}', day.slice(5, 7))
      .replace('{DD}', day.slice(8, 10))
      .replace(/\{(0+)\}/, (_, zeros: string) => String(next).padStart(zeros.length, '0'));
  };
}
