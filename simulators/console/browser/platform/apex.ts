/** `@salesforce/apex` and what stands behind `@salesforce/apex/Class.method`. Source: "Call Apex Methods" of the LWC Developer Guide. */
import { callOrg } from '../data/org-call.ts';
import { makeWireAdapter, reload } from '../data/wire.ts';
import type { Emitted, WireAdapterClass } from '../data/wire.ts';

export type ApexMethod = ((args?: Record<string, unknown>) => Promise<unknown>) & { readonly adapter: WireAdapterClass<Emitted> };

export type ApexMethodName = { readonly className: string; readonly method: string; readonly cacheable: boolean };

/** A function to call, and an adapter to wire. Only cacheable methods may be wired. */
export function apexMethod({ className, method, cacheable }: ApexMethodName): ApexMethod {
  const invoke = (args: Record<string, unknown> = {}): Promise<unknown> =>
    callOrg({ method: 'POST', path: `/lwr/apex/v67.0/${className}/${method}`, body: args });
  const read = cacheable ? invoke : (): Promise<never> => Promise.reject(notCacheable(`${className}.${method}`));
  return Object.assign(invoke, { adapter: makeApexAdapter(read) });
}

/** Unlike the other adapters, one of Apex waits for every parameter that is named, and takes null. */
function makeApexAdapter(read: (args: Record<string, unknown>) => Promise<unknown>): WireAdapterClass<Emitted> {
  const Adapter = makeWireAdapter({ required: [], read });
  return class extends Adapter {
    override update(config: Record<string, unknown>): void {
      if (Object.values(config).every((value) => value !== undefined)) super.update(config);
    }
  };
}

function notCacheable(name: string): Error {
  return new Error(`${name} is wired, so it must be @AuraEnabled(cacheable=true).`);
}

/** Asks Apex again for what a wire gave, and resolves when the component has it. */
export function refreshApex(wired: object | undefined): Promise<void> {
  return reload(wired);
}

type FieldReference = { readonly fieldApiName: string } | string;

/** The value of a field in a record that Apex returned; a path reaches parents. */
export function getSObjectValue(record: unknown, field: FieldReference): unknown {
  const path = typeof field === 'string' ? field.split('.').slice(1) : field.fieldApiName.split('.');
  return path.reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], record);
}
