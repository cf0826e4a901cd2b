/** Source: Apex Reference Guide, "Assert Class" and "System Class" (assert methods). A failed assertion cannot be caught. */
import type { ApexContext } from '../context.ts';
import { equals } from '../equality.ts';
import { readIdText } from '../id-text.ts';
import { ID_AS_OBJECT } from '../run/met.ts';
import type { ApexType } from '../types/type.ts';
import type { PlatformObject } from '../values.ts';
import { type Value } from '../values.ts';
import { platformClass, type Implementation, type Members } from './native.ts';

function refuse(context: ApexContext, message: Value | undefined, found: string): never {
  const told = message === undefined || message === null ? '' : `: ${context.text(message)}`;
  return context.fail('AssertException', `Assertion Failed${told}${found === '' ? '' : `: ${found}`}`);
}

/** Two texts that would be equal as Ids: 15 and 18 characters of one. */
const areOneId = (a: Value, b: Value): boolean =>
  typeof a === 'string' && typeof b === 'string' && readIdText(a) !== undefined && readIdText(a) === readIdText(b);

function areEqual(context: ApexContext, expected: Value, actual: Value, message?: Value): void {
  if (equals(expected, actual)) return;
  if (areOneId(expected, actual)) context.met.add(ID_AS_OBJECT);
  refuse(context, message, `Expected: ${context.text(expected)}, Actual: ${context.text(actual)}`);
}

function areNotEqual(context: ApexContext, notExpected: Value, actual: Value, message?: Value): void {
  if (equals(notExpected, actual)) refuse(context, message, `Same value: ${context.text(notExpected)}`);
}

function isTrue(context: ApexContext, condition: Value, message?: Value): void {
  if (condition !== true) refuse(context, message, '');
}

const expectBoolean =
  (wanted: boolean) =>
  (context: ApexContext, condition: Value, message?: Value): void => {
    if (condition !== wanted) refuse(context, message, `Expected: ${wanted}, Actual: ${context.text(condition)}`);
  };

function isNull(context: ApexContext, value: Value, message?: Value): void {
  if (value !== null) refuse(context, message, `Expected: null, Actual: ${context.text(value)}`);
}

function isNotNull(context: ApexContext, value: Value, message?: Value): void {
  if (value === null) refuse(context, message, 'Same value: null');
}

type TypeObject = PlatformObject<ApexType>;

function isInstanceOfType(context: ApexContext, instance: Value, type: TypeObject, message?: Value): void {
  if (context.classes.isInstance(instance, type.state)) return;
  refuse(context, message, `Expected: instance of ${type.state.name}, Actual: ${context.text(instance)}`);
}

function isNotInstanceOfType(context: ApexContext, instance: Value, type: TypeObject, message?: Value): void {
  if (!context.classes.isInstance(instance, type.state)) return;
  refuse(context, message, `Not expected: instance of ${type.state.name}, Actual: ${context.text(instance)}`);
}

/** One form with a message, one without. */
function withMessage(name: string, parameters: string, check: Implementation, optional = 'String? msg'): Members {
  return { [`static void ${name}(${parameters})`]: check, [`static void ${name}(${parameters}, ${optional})`]: check };
}

export const assertClass = platformClass('Assert', {
  ...withMessage('areEqual', 'Object? expected, Object? actual', areEqual),
  ...withMessage('areNotEqual', 'Object? notExpected, Object? actual', areNotEqual),
  ...withMessage('isTrue', 'Boolean? condition', expectBoolean(true)),
  ...withMessage('isFalse', 'Boolean? condition', expectBoolean(false)),
  ...withMessage('isNull', 'Object? value', isNull),
  ...withMessage('isNotNull', 'Object? value', isNotNull),
  ...withMessage('isInstanceOfType', 'Object? instance, Type expectedType', isInstanceOfType),
  ...withMessage('isNotInstanceOfType', 'Object? instance, Type notExpectedType', isNotInstanceOfType),
  'static void fail()': (context) => refuse(context, undefined, ''),
  'static void fail(String? msg)': (context, message: Value) => refuse(context, message, ''),
});

/** The older forms, in System. */
export const assertMembers: Members = {
  ...withMessage('assert', 'Boolean? condition', isTrue, 'Object? msg'),
  ...withMessage('assertEquals', 'Object? expected, Object? actual', areEqual, 'Object? msg'),
  ...withMessage('assertNotEquals', 'Object? expected, Object? actual', areNotEqual, 'Object? msg'),
};
