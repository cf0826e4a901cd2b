/** What a debug log is written from. Source: Salesforce Help, "Debug Log Levels"; ADG "Transaction Control". */
import { expect, test } from '@jest/globals';
import { makeConformanceOrg } from './conformance-org.ts';

const org = makeConformanceOrg('fixtures-data');

test('triggers with their ids, and savepoints', async () => {
  const block = org.host.apex.anonymous(
    `Savepoint s = Database.setSavepoint(); Account a = new Account(Name = 'A'); insert a; update a; Database.rollback(s); Database.releaseSavepoint(s);`,
  ) as () => void;
  const userId = String(org.core.directory.byUsername('administrator@apex-tests.example')?.['Id']);
  const { trail = [] } = await org.host.transactions.run({ userId, quiddity: 'ANONYMOUS', logged: { methods: false } }, (execution) => {
    block();
    return execution;
  });
  const started = trail.find(({ event }) => event === 'CODE_UNIT_STARTED');
  expect(started?.details).toEqual([
    '[EXTERNAL]',
    expect.stringMatching(/^01q\w{12}$/),
    expect.stringMatching(/^AccountLog on Account trigger event/),
  ]);
  const savepoints = trail.filter(({ event }) => event.startsWith('SAVEPOINT')).map(({ event, details }) => [event, ...details]);
  expect(savepoints).toEqual([
    ['SAVEPOINT_SET', '[1]', 'Savepoint1'],
    ['SAVEPOINT_ROLLBACK', '[1]', 'Savepoint1'],
    ['SAVEPOINT_RELEASE', '[1]', 'Savepoint1'],
  ]);
});

test('calls of methods, with the line of the call and the parameters, only where they are wanted', async () => {
  const classes = makeConformanceOrg('fixtures');
  const userId = String(classes.core.directory.byUsername('administrator@apex-tests.example')?.['Id']);
  const calls = async (methods: boolean): Promise<readonly (readonly string[])[]> => {
    const block = classes.host.apex.anonymous(`Pick.Plain n = new Pick.Plain();\nn.name(1L);`) as () => void;
    const { trail = [] } = await classes.host.transactions.run({ userId, quiddity: 'ANONYMOUS', logged: { methods } }, (execution) => {
      block();
      return execution;
    });
    return trail.filter(({ event }) => event.startsWith('METHOD')).map(({ event, details }) => [event, ...details]);
  };
  const told = ['[2]', expect.stringMatching(/^(01p\w{12})?$/), 'Pick.Plain.name(Long)'];
  expect(await calls(true)).toEqual([
    ['METHOD_ENTRY', ...told],
    ['METHOD_EXIT', ...told],
  ]);
  expect(await calls(false)).toEqual([]);
});
