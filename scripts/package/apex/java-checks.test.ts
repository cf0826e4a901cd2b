import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { checkApexRules } from './apex-rules.ts';
import { checkApexTypes } from './apex-types.ts';
import { hasJava } from './java.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const outbox = 'force-app/main/integration/classes/OB_CommandOutbox.cls';
const isRunnable = process.env['REQUIRE_JAVA'] === '1' || (await hasJava());
let project = '';

beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'package-'));
  for (const path of ['force-app', 'post-install', 'sfdx-project.json'])
    await cp(join(root, path), join(project, path), { recursive: true });
});

afterEach(async () => {
  await rm(project, { recursive: true });
});

async function change(path: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(project, path), 'utf8');
  expect(text).toContain(from);
  await writeFile(
    join(project, path),
    text.replace(from, () => to),
  );
}

(isRunnable ? describe : describe.skip)('the checkers written in Java', () => {
  // That nothing else is found, the gate `package` says.
  it('find a name that Apex reserves where nothing else is wrong', async () => {
    const language = 'force-app/main/core/classes/OB_Language.cls';
    await change(language, 'public String say(String labelName) {', 'public String of(String labelName) {');
    await change(language, 'String.format(say(labelName)', 'String.format(of(labelName)');
    const findings = await checkApexTypes(project);
    expect(findings).toContainEqual({ path: language, line: expect.any(Number), message: expect.stringContaining("'of'") });
  }, 60_000);

  it('find a field that is not there, a wrong type and a label nobody defined', async () => {
    await change(outbox, 'command.Status__c = OB_CommandStatus.REQUESTED', 'command.Statux__c = OB_CommandStatus.REQUESTED');
    await change('force-app/main/core/classes/OB_DraftLock.cls', 'Label.OB_Line_Locked', 'Label.OB_Lock');
    await change('force-app/main/actions/classes/OB_EscalationQueue.cls', 'found.isEmpty() ? null : found[0].Id', 'found');
    const findings = await checkApexTypes(project);
    expect(findings).toContainEqual({
      path: outbox,
      line: expect.any(Number),
      message: "Unknown field 'Statux__c' on SObject 'Schema.OB_Command__c'",
    });
    expect(new Set(findings.map(({ path }) => path)).size).toBe(3);
  }, 60_000);

  it('find a query in a loop and a class without a sharing keyword', async () => {
    await change(outbox, 'public inherited sharing class', 'public class');
    await change(outbox, 'command.Requested_At__c = now;', 'ordersOf(commands);\n insert as system command;');
    const messages = (await checkApexRules(project, [outbox])).map(({ message }) => message);
    expect(messages).toContainEqual(expect.stringMatching(/^ApexSharingViolations: /));
    expect(messages).toContainEqual(expect.stringMatching(/^OperationWithLimitsInLoop: /));
  }, 60_000);
});
