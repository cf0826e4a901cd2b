/** Invocable actions called from Apex: Apex Reference "Invocable.Action", "Action.Result", "Action.Error". */
import { beforeAll, expect, test } from '@jest/globals';
import { makeConformanceOrg, type ConformanceOrg } from './conformance-org.ts';

let run: ConformanceOrg['run'];
beforeAll(() => {
  ({ run } = makeConformanceOrg('fixtures-invocable'));
});

const ACTION = `Invocable.Action a = Invocable.Action.createCustomAction('apex', 'Doubler');`;

test('an action runs for all its invocations at once, each with its outputs', () => {
  const code = `${ACTION} a.setInvocationParameter('amount', 2); a.addInvocation().setInvocationParameter('AMOUNT', 1.5);
    for (Invocable.Action.Result r : a.invoke()) System.debug(r.isSuccess() + ' ' + r.getOutputParameters() + ' ' + r.getAction().getName());`;
  expect(run(code).log).toEqual(['DEBUG|true {doubled=4} Doubler', 'DEBUG|true {doubled=3.0} Doubler']);
});

test('what is no class is the parameter itself, and the output', () => {
  const code = `Invocable.Action a = Invocable.Action.createCustomAction('apex', 'Shout');
    a.setInvocationParameter('words', 'hi'); System.debug(a.invoke()[0].getOutputParameters().get('output'));`;
  expect(run(code).log).toEqual(['DEBUG|HI']);
});

test('an exception is the error of each invocation, and its writes are undone', () => {
  const code = `${ACTION} a.setInvocationParameter('amount', -1); Invocable.Action.Result r = a.invoke()[0];
    System.debug(r.isSuccess() + ' ' + r.getErrors()[0].getCode() + ' ' + r.getErrors()[0].getMessage() + ' ' + [SELECT COUNT() FROM Account]);`;
  expect(run(code).log).toEqual(['DEBUG|false UNKNOWN_EXCEPTION System.IllegalArgumentException: negative 0']);
});

test('an action that is not there, and kinds the org has none of', () => {
  expect(run(`Invocable.Action.createCustomAction('apex', 'Nobody');`).failure?.message).toMatch(/No such action: Nobody/);
  expect(run(`Invocable.Action.createCustomAction('flow', 'Some');`).failure?.message).toMatch(
    /not supported: Invocable.Action of type flow/,
  );
});
