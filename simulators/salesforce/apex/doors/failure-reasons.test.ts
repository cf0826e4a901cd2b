/** What is told of the tests of sources that others wrote. */
import { expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { summarize, summaryText } from './failure-reasons.ts';
import { makeApexTestOrg } from './test-org.ts';

const SOURCES = [fileURLToPath(new URL('fixtures-foreign', import.meta.url))];

const world = { sources: SOURCES, now: Date.now, uuid: randomUUID, random: () => 0.5 };

test('what the org lacks fails the tests that need it, by name and place, and no others', () => {
  const leftOut: string[] = [];
  const org = makeApexTestOrg({ ...world, leaveOut: (problem) => void leftOut.push(problem) });
  const outcomes = org.run();
  const summary = summarize(outcomes);
  expect(outcomes.filter(({ passed }) => passed).map(({ method }) => method)).toEqual(['adds', 'settingsAreTheirOwners', 'defaultsHold']);
  expect(summary).toMatchObject({ classes: 1, tests: 10, eligible: 6, passed: 3, failed: 7 });
  expect(summary.causes).toEqual({ 'not offered': 2, 'set-up': 2, missing: 2, unknown: 1 });
  expect(summary.reasons.map(({ cause }) => cause)).toContainEqual({ kind: 'not offered', what: 'ConnectApi and Chatter' });
  expect(summary.reasons.map(({ cause }) => cause)).toContainEqual({ kind: 'not offered', what: 'flow Greet_Account of Account' });
  expect(summary.reasons.map(({ cause }) => cause)).toContainEqual({ kind: 'set-up', what: 'records of Profile in the org' });
  expect(summary.reasons.map(({ cause }) => cause)).toContainEqual({ kind: 'set-up', what: 'a user whose time zone is not GMT' });
  expect(summary.reasons.map(({ cause }) => cause)).toContainEqual({ kind: 'missing', what: 'Account.Colour__c' });
  expect(summary.reasons.map(({ cause }) => cause)).toContainEqual({
    kind: 'missing',
    what: 'the type Id of a value that is held as an Object',
  });
  expect(outcomes.find(({ method }) => method === 'chats')?.message).toBe(
    'not supported: Invalid type: ConnectApi.FeedItemInput at classes/Mixed.cls:9:5',
  );
  expect(summary.reasons.map(({ reason }) => reason)).toContain('System.AssertException: Assertion Failed: Expected: 3, Actual: 2');
  expect(leftOut).toEqual(['Parcel__c.Bin__c: field type "Location" is not supported']);
  expect(summaryText(summary, leftOut)).toContain(
    '1 classes, 10 tests: 3 passed, 7 failed; 6 need only what is offered here, 1 failures name nothing',
  );
});

test('without leave to do so the org refuses such sources whole', () => {
  expect(() => makeApexTestOrg(world)).toThrow('field type "Location" is not supported');
});
