/** Runs triggers around a save. Source: Apex Developer Guide, "Triggers and Order of Execution". */
import { isDmlError } from '../../storage/dml-error.ts';
import { withFormulas } from '../../storage/field-reader.ts';
import { readFieldValue } from '../../storage/field-values.ts';
import type { SaveHooks, TriggerCall, TriggerRow } from '../../storage/trigger.ts';
import { toStored } from '../data/records.ts';
import { ApexThrow, LimitThrow } from '../run/exceptions.ts';
import { makeExecution, note, type Execution } from '../run/execution.ts';
import type { LoadedApex, LoadedTrigger } from '../run/load.ts';
import { runningTriggers, triggerState } from '../run/trigger-state.ts';
import type { TriggerDeclaration, TriggerEvent } from '../syntax/ast.ts';
import type { ApexSObject } from '../values.ts';
import type { OrgBinding } from './org-binding.ts';

export type TriggerRunner = SaveHooks;

export function makeTriggerRunner(apex: LoadedApex, binding: OrgBinding): TriggerRunner {
  const { runtime } = apex;
  const executions = new WeakMap<object, Execution>();

  const found = (object: string, event: TriggerEvent): LoadedTrigger[] =>
    apex.triggers.filter(
      ({ declaration }) =>
        isOn(declaration, object) && declaration.events.some(({ when, operation }) => when === event.when && operation === event.operation),
    );

  /** A save from outside Apex has one run of Apex for all its triggers; one from inside goes on in its own. */
  const executionOf = ({ transaction }: Pick<TriggerCall, 'transaction'>): Execution => {
    if (runtime.running()) return runtime.execution();
    let execution = executions.get(transaction);
    if (execution === undefined) executions.set(transaction, (execution = makeExecution(binding.userOf(transaction.actor.userId))));
    return execution;
  };

  /** Static variables stay as they are; what was used of the limits is as before the first attempt. */
  const attempts: SaveHooks['attempts'] = (call) => {
    if (!apex.triggers.some(({ declaration }) => isOn(declaration, call.object.name))) return undefined;
    const execution = executionOf(call);
    const { budget, used } = execution;
    const before = { ...used };
    return () => void Object.assign(execution, { budget, used: { ...before } });
  };

  const noteStart = (execution: Execution, { declaration: { name } }: LoadedTrigger, unit: string): void => {
    if (execution.trail !== undefined) note(execution, 'CODE_UNIT_STARTED', '[EXTERNAL]', idOf(binding, name), unit);
  };

  const run = (call: TriggerCall, when: 'before' | 'after'): void => {
    const event: TriggerEvent = { when, operation: call.operation };
    const triggers = found(call.object.name, event);
    if (triggers.length === 0) return;
    const rows = binding.on(call.transaction, () => call.rows.map((row) => ({ row, ...recordsOf({ apex, binding }, call, row, when) })));
    const state = triggerState(call.object.name, event, {
      records: call.operation === 'delete' ? null : rows.map(({ record }) => record),
      before: call.operation === 'insert' || call.operation === 'undelete' ? null : rows.flatMap(({ held }) => held ?? []),
    });
    const nested = runtime.running();
    binding.on(call.transaction, () =>
      runtime.within(executionOf(call), () => {
        for (const trigger of triggers) {
          const unit = codeUnit(trigger, call.object.name, when + capital(call.operation));
          runningTriggers(runtime).push(state);
          noteStart(runtime.execution(), trigger, unit);
          try {
            trigger.run();
          } catch (error) {
            refuseAll(error, { call, trigger, when, nested });
            return;
          } finally {
            note(runtime.execution(), 'CODE_UNIT_FINISHED', unit);
            runningTriggers(runtime).pop();
          }
        }
      }),
    );
    for (const { row, record, held } of rows) {
      takeErrors(row, call.operation === 'delete' ? held : record);
      if (when === 'before' && call.operation !== 'delete') takeChanges(call, row, record);
    }
  };

  return { attempts, before: (call) => run(call, 'before'), after: (call) => run(call, 'after') };
}

const isOn = ({ object: name }: TriggerDeclaration, object: string): boolean => name.toLowerCase() === object.toLowerCase();

const STAMPS = ['CreatedDate', 'CreatedById', 'LastModifiedDate', 'LastModifiedById', 'SystemModstamp'];

type Tools = { readonly apex: LoadedApex; readonly binding: OrgBinding };

/** Values of formulas are those of the moment the trigger begins. */
function recordsOf(
  { apex: { runtime }, binding: { read } }: Tools,
  call: TriggerCall,
  row: TriggerRow,
  when: 'before' | 'after',
): { record: ApexSObject; held: ApexSObject | undefined } {
  const record = runtime.records.fromRow(call.object, withFormulas(read, call.object, row.after));
  // Before an insert there is no id and no stamp yet.
  if (when === 'before' && call.operation === 'insert') for (const name of ['Id', ...STAMPS]) record.fields.set(name, null);
  if (when === 'after') record.readOnly = true;
  const held = row.before === undefined ? undefined : runtime.records.fromRow(call.object, withFormulas(read, call.object, row.before));
  if (held !== undefined) held.readOnly = true;
  return { record, held };
}

function takeErrors(row: TriggerRow, record: ApexSObject | undefined): void {
  for (const { message, field } of record?.errors ?? []) {
    row.addError({ statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message, fields: field === undefined ? [] : [field] });
  }
}

function takeChanges({ object }: TriggerCall, row: TriggerRow, record: ApexSObject): void {
  for (const name of record.changed) {
    const field = object.fields.find((candidate) => candidate.name === name);
    if (field === undefined) continue;
    const value = readFieldValue(field, toStored(record.fields.get(name) ?? null));
    if (isDmlError(value)) row.addError(value);
    else row.after[name] = value;
  }
}

type Refusal = { readonly call: TriggerCall; readonly trigger: LoadedTrigger; readonly when: 'before' | 'after'; readonly nested: boolean };

/** What a trigger does not catch refuses every record of its chunk. */
function refuseAll(error: unknown, { call, trigger, when, nested }: Refusal): void {
  if (!(error instanceof ApexThrow)) throw error;
  // A limit ends the run of Apex that saves, too.
  if (error instanceof LimitThrow && nested) throw error;
  const { exception } = error;
  const title = `${trigger.declaration.name}: execution of ${capital(when)}${capital(call.operation)}`;
  const message = `${title}\n\ncaused by: ${typeName(exception.type.name)}: ${exception.message ?? ''}\n\n${exception.stack ?? ''}`;
  for (const row of call.rows) row.addError({ statusCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message, fields: [] });
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Of 15 characters, as debug logs have it. */
function idOf({ metadata, configuration }: OrgBinding, trigger: string): string {
  const object = metadata.object('ApexTrigger');
  const row = object === undefined ? undefined : configuration(object).find((each) => each['Name'] === trigger);
  return String(row?.['Id'] ?? '').slice(0, 15);
}

/** As a debug log names it. */
function codeUnit({ declaration: { name } }: LoadedTrigger, object: string, event: string): string {
  return `${name} on ${object} trigger event ${capital(event)}|__sfdc_trigger/${name}`;
}

const typeName = (name: string): string => (name.includes('.') || !name.endsWith('Exception') ? name : `System.${name}`);
