/**
 * The guards of the package are tested: each is taken out of a copy of it, and its Apex tests must then fail in the local org. Whoever
 * weakens a guard sees a test fail, and not a customer.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeApexTestOrg } from '../../simulators/salesforce/apex/doors/test-org.ts';
import { makeKeptReaders } from '../../simulators/salesforce/source-readers.ts';
import { PACKAGE } from './package-org.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'apex-guards-'));
  await cp(PACKAGE, join(folder, 'package'), { recursive: true });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The tests of this class that fail on the copy as it is now. */
function failures(className: string): string[] {
  const readers = makeKeptReaders(join(folder, 'kept'));
  const org = makeApexTestOrg({ sources: [join(folder, 'package')], now: Date.now, uuid: randomUUID, random: Math.random, readers });
  const outcomes = org.run(className);
  expect(outcomes.length).toBeGreaterThan(0);
  return outcomes.filter(({ passed }) => !passed).map(({ method }) => method);
}

type Guard = { readonly path: string; readonly from: string; readonly to: string; readonly tests: string };

const GUARDS: Readonly<Record<string, Guard>> = {
  'an older version does not overwrite a newer one': {
    path: 'main/core/classes/OB_VersionGuard.cls',
    from: 'incoming == null || incoming < stored',
    to: 'incoming == null',
    tests: 'OB_VersionGuard_Tests',
  },
  'a write without a version does not overwrite one that has a version': {
    path: 'main/core/classes/OB_VersionGuard.cls',
    from: 'incoming == null || ',
    to: '',
    tests: 'OB_VersionGuard_Tests',
  },
  'a command needs the permission of its type': {
    path: 'main/integration/classes/OB_CommandType.cls',
    from: 'return String.isBlank(permission) || FeatureManagement.checkPermission(permission);',
    to: 'return true;',
    tests: 'OB_CommandRequests_Tests',
  },
  'a submission needs its permission': {
    path: 'main/integration/classes/OB_OrderSubmission.cls',
    from: 'require(type.isPermitted(), Label.OB_Submit_Not_Permitted);',
    to: '',
    tests: 'OB_OrderSubmission_Tests',
  },
  'another action needs its permission': {
    path: 'main/actions/classes/OB_ActionGate.cls',
    from: '!FeatureManagement.checkPermission(permission)',
    to: 'permission == null',
    tests: 'OB_OrderActions_Tests',
  },
  'handing exceptions over needs its permission': {
    path: 'main/actions/classes/OB_ExceptionAssignment.cls',
    from: '!FeatureManagement.checkPermission(PERMISSION)',
    to: 'PERMISSION == null',
    tests: 'OB_ExceptionActions_Tests',
  },
  'looking for somebody to hand them to needs it, too': {
    path: 'main/actions/classes/OB_ExceptionOwners.cls',
    from: '!FeatureManagement.checkPermission(PERMISSION)',
    to: 'PERMISSION == null',
    tests: 'OB_ExceptionActions_Tests',
  },
  'the checks of the installation need their permission': {
    path: 'main/setup/classes/OB_SetupChecks.cls',
    from: '!FeatureManagement.checkPermission(PERMISSION)',
    to: 'PERMISSION == null',
    tests: 'OB_SetupChecks_Tests',
  },
  'lines of an order that is not open stay as they are': {
    path: 'main/core/classes/OB_DraftLock.cls',
    from: 'if (closed.contains(line.Order__c))',
    to: 'if (line == null)',
    tests: 'OB_DraftLock_Tests',
  },
  'nobody but the broker writes what the ERP says': {
    path: 'main/core/objects/OB_Order__c/validationRules/OB_Authority_Guard.validationRule-meta.xml',
    from: '<active>true</active>',
    to: '<active>false</active>',
    tests: 'OB_AuthorityGuard_Tests',
  },
  'an event goes out after the commit': {
    path: 'main/integration/objects/OB_Command_Requested__e/OB_Command_Requested__e.object-meta.xml',
    from: 'PublishAfterCommit',
    to: 'PublishImmediately',
    tests: 'OB_CommandOutbox_Tests',
  },
};

test('with all its guards, the package passes their tests', () => {
  for (const tests of new Set(Object.values(GUARDS).map((guard) => guard.tests))) expect(failures(tests)).toEqual([]);
}, 120_000);

test.each(Object.entries(GUARDS))('a test fails without this guard: %s', async (_, { path, from, to, tests }) => {
  const file = join(folder, 'package', path);
  const text = await readFile(file, 'utf8');
  expect(text).toContain(from);
  await writeFile(
    file,
    text.replaceAll(from, () => to),
  );
  try {
    expect(failures(tests)).not.toEqual([]);
  } finally {
    await writeFile(file, text);
  }
});
