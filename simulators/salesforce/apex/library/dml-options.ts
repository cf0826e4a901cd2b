/**
 * How a save is to be carried out. This org has no duplicate rules, no assignment rules and sends no e-mails, so that of
 * the headers nothing but their values is kept. Source: Apex Reference Guide, "DMLOptions Class".
 */
import type { ApexContext } from '../context.ts';
import { classOf, type ApexType } from '../types/type.ts';
import type { Value } from '../values.ts';
import { bagOf, bagProperties, type Bag } from './bag.ts';
import { platformClass, type PlatformClass } from './native.ts';

/** `allOrNone` is false unless it was asked for. */
export const isAllOrNone = (options: Value): boolean => (options as Bag | null)?.state.get('OptAllOrNone') === true;

/** Texts that are too long are cut, in place of an error. */
export const isTruncating = (options: Value): boolean => (options as Bag | null)?.state.get('AllowFieldTruncation') === true;

const HEADERS = {
  AssignmentRuleHeader: { AssignmentRuleId: 'Id', UseDefaultRule: 'Boolean' },
  DuplicateRuleHeader: { AllowSave: 'Boolean', IncludeRecordDetails: 'Boolean', RunAsCurrentUser: 'Boolean' },
  EmailHeader: { TriggerAutoResponseEmail: 'Boolean', TriggerOtherEmail: 'Boolean', TriggerUserEmail: 'Boolean' },
} as const;

const headers: readonly PlatformClass[] = Object.entries(HEADERS).map(([name, types]) =>
  platformClass(`Database.DMLOptions.${name}`, { [`${name}()`]: (_: ApexContext, type: ApexType) => bagOf(type), ...bagProperties(types) }),
);

const dmlOptions = platformClass('Database.DMLOptions', {
  'DMLOptions()': (_: ApexContext, type: ApexType) => {
    const options = bagOf(type);
    for (const name of Object.keys(HEADERS)) options.state.set(name, bagOf(classOf(`Database.DMLOptions.${name}`)));
    return options;
  },
  ...bagProperties({ AllowFieldTruncation: 'Boolean', LocaleOptions: 'String', OptAllOrNone: 'Boolean' }),
  ...bagProperties(Object.fromEntries(Object.keys(HEADERS).map((name) => [name, `Database.DMLOptions.${name}`]))),
});

export const dmlOptionsClasses: readonly PlatformClass[] = [...headers, dmlOptions];
