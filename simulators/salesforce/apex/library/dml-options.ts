/**
 * How a save is to be carried out. This org has no duplicate rules, no assignment rules and sends no e-mails, so that of
 * the headers nothing but their values is kept. Source: Apex Reference Guide, "DMLOptions Class".
 */
import type { ApexContext } from '../context.ts';
import { classOf, type ApexType } from '../types/type.ts';
import { PlatformObject, type Value } from '../values.ts';
import { platformClass, type Members, type PlatformClass } from './native.ts';

type Bag = PlatformObject<Map<string, Value>>;

/** `allOrNone` is false unless it was asked for. */
export const isAllOrNone = (options: Value): boolean => (options as Bag | null)?.state.get('OptAllOrNone') === true;

/** Texts that are too long are cut, in place of an error. */
export const isTruncating = (options: Value): boolean => (options as Bag | null)?.state.get('AllowFieldTruncation') === true;

function property(type: string, name: string): Members {
  return {
    [`${type} ${name}`]: {
      get: (_: ApexContext, { state }: Bag) => state.get(name) ?? null,
      set: (_: ApexContext, { state }: Bag, value: Value) => void state.set(name, value),
    },
  };
}

const HEADERS = {
  AssignmentRuleHeader: { AssignmentRuleId: 'Id', UseDefaultRule: 'Boolean' },
  DuplicateRuleHeader: { AllowSave: 'Boolean', IncludeRecordDetails: 'Boolean', RunAsCurrentUser: 'Boolean' },
  EmailHeader: { TriggerAutoResponseEmail: 'Boolean', TriggerOtherEmail: 'Boolean', TriggerUserEmail: 'Boolean' },
} as const;

function bagOf(type: ApexType): Bag {
  return new PlatformObject(type, new Map<string, Value>());
}

function propertiesOf(types: Readonly<Record<string, string>>): Members {
  return Object.assign({}, ...Object.entries(types).map(([name, type]) => property(type, name))) as Members;
}

const headers: readonly PlatformClass[] = Object.entries(HEADERS).map(([name, types]) =>
  platformClass(`Database.DMLOptions.${name}`, { [`${name}()`]: (_: ApexContext, type: ApexType) => bagOf(type), ...propertiesOf(types) }),
);

const dmlOptions = platformClass('Database.DMLOptions', {
  'DMLOptions()': (_: ApexContext, type: ApexType) => {
    const options = bagOf(type);
    for (const name of Object.keys(HEADERS)) options.state.set(name, bagOf(classOf(`Database.DMLOptions.${name}`)));
    return options;
  },
  ...propertiesOf({ AllowFieldTruncation: 'Boolean', LocaleOptions: 'String', OptAllOrNone: 'Boolean' }),
  ...propertiesOf(Object.fromEntries(Object.keys(HEADERS).map((name) => [name, `Database.DMLOptions.${name}`]))),
});

export const dmlOptionsClasses: readonly PlatformClass[] = [...headers, dmlOptions];
