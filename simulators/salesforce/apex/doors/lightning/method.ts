/** Calls `@AuraEnabled` methods as Lightning components do. Source: LWC Developer Guide, "Call Apex Methods" and "Pass Values to Apex". */
import type { UserAccess } from '../../../security/access.ts';
import type { ApexContext } from '../../context.ts';
import { parseTree, typed } from '../../library/json/deserialize.ts';
import { ApexThrow } from '../../run/exceptions.ts';
import { SYNCHRONOUS, type Limits } from '../../run/limits.ts';
import type { LoadedApex } from '../../run/load.ts';
import type { MethodInfo } from '../../types/class-info.ts';
import type { Value } from '../../values.ts';
import { resultOf, type JsonValue } from './result.ts';

/** Arguments by the names of the parameters; one that is left out is null. */
export type Arguments = Readonly<Record<string, unknown>>;

export type LightningMethod = {
  /** As a debug log names it. */
  readonly unit: string;
  readonly cacheable: boolean;
  /** A cacheable method may not write: its first DML statement is one too many. */
  readonly limits: Limits;
  /** Runs in a transaction. Throws `ApexThrow`, and `ArgumentFault` for a value that does not fit its parameter. */
  readonly call: (args: Arguments) => JsonValue;
};

/** What the caller gave does not fit what the method takes. */
export class ArgumentFault extends Error {}

export type Lookup = { readonly found: LightningMethod } | { readonly refused: 'noAccess' | 'notFound'; readonly message: string };

/** Names of classes and methods ignore case, as Apex does. */
export function findMethod(
  apex: LoadedApex,
  access: UserAccess,
  { className, method: name }: { className: string; method: string },
): Lookup {
  const info = apex.classes.get(className.toLowerCase());
  if (info === undefined || info.kind !== 'class') return { refused: 'notFound', message: `Apex class '${className}' does not exist.` };
  if (!access.apexClass(info.name))
    return { refused: 'noAccess', message: `You do not have access to the Apex class named '${info.name}'.` };
  const method = (info.methods.get(name.toLowerCase()) ?? []).find(isCallable);
  if (method === undefined) return { refused: 'notFound', message: `Unable to find action '${name}' on the controller of ${info.name}.` };
  const run = apex.statics(info, method.slot);
  if (run === undefined) throw new Error(`${info.name}.${method.name} was not compiled`);
  const cacheable = auraEnabled(method)?.['cacheable']?.toLowerCase() === 'true';
  return {
    found: {
      unit: `apex://${info.name}/ACTION$${method.name}`,
      cacheable,
      limits: cacheable ? { ...SYNCHRONOUS, dmlStatements: 0, publishImmediateDml: 0 } : SYNCHRONOUS,
      call: (args) =>
        resultOf({ context: apex.runtime, annotation: 'auraenabled' }, run(...argumentsOf(apex.runtime, method, args)) as Value),
    },
  };
}

const auraEnabled = ({ declaration }: MethodInfo): Readonly<Record<string, string>> | undefined =>
  declaration?.modifiers.annotations.find(({ name }) => name === 'auraenabled')?.values;

const isCallable = (method: MethodInfo): boolean =>
  method.static && (method.access === 'public' || method.access === 'global') && auraEnabled(method) !== undefined;

function argumentsOf(context: ApexContext, { parameters, declaration }: MethodInfo, args: Arguments): Value[] {
  return parameters.map((type, index) => {
    const name = declaration?.parameters[index]?.name ?? '';
    const given = args[name];
    if (given === undefined || given === null) return null;
    try {
      return typed({ context, strict: false, annotation: 'auraenabled' }, parseTree(context, JSON.stringify(given)), type);
    } catch (error) {
      if (!(error instanceof ApexThrow) || error.exception.type.base !== 'JSONException') throw error;
      const detail = error.exception.message ?? '';
      throw new ArgumentFault(`Value provided is invalid for action parameter '${name}' of type '${type.name}': ${detail}`);
    }
  });
}
