import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hasJava } from '../apex/java.ts';
import { installedAnalyzer } from './installed.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const program = join(root, 'scripts', 'package', 'analyze.ts');
const isRunnable = process.env['REQUIRE_CODE_ANALYZER'] === '1' || (installedAnalyzer() !== undefined && (await hasJava()));

const COPY = `
  private static String longest(List<String> words) {
    String best = '';
    for (String word : words) {
      if (word != null && word.length() > best.length() && !word.startsWith('x') && !word.endsWith('y') && word != 'z') {
        best = word.trim().toLowerCase() + ':' + String.valueOf(words.size()) + ':' + best.toUpperCase().substring(0, 1);
      }
    }
    return best.replace('a', 'b').replace('c', 'd').replace('e', 'f').replace('g', 'h').replace('i', 'j');
  }
`;

/** What somebody might write, by file of the package. */
const FAULTS: Readonly<Record<string, string>> = {
  'force-app/main/core/classes/OB_Open.cls': `public class OB_Open {\n  public void open(String text) { Database.query('SELECT Id FROM OB_Order__c WHERE Name = ' + text); }\n  String session = UserInfo.getSessionId();\n${COPY}}\n`,
  'force-app/main/core/classes/OB_Copy.cls': `public with sharing class OB_Copy {\n${COPY}}\n`,
  'force-app/main/core/classes/OB_Old.cls-meta.xml':
    '<?xml version="1.0" encoding="UTF-8"?>\n<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata">\n    <apiVersion>29.0</apiVersion>\n</ApexClass>\n',
  'force-app/main/core/classes/OB_Old.cls': 'public with sharing class OB_Old {   \n}\n',
  'force-app/main/console/lwc/obLoud/obLoud.js':
    "import { LightningElement } from 'lwc';\nexport default class ObLoud extends LightningElement {\n  connectedCallback() {\n    document.querySelector('c-ob-loud').innerHTML = this.text;\n  }\n}\n",
  'force-app/main/console/lwc/obLoud/obLoud.css': '.loud {\n  color: #ff0000;\n  padding: var(--lwc-spacingMedium);\n}\n',
  'force-app/main/core/staticresources/jquery.js': '/*! jQuery v1.8.1 | (c) 2012 jQuery Foundation */\nwindow.jQuery = {};\n',
};

let project = '';
let said = '';
let exitCode: number | null = 0;

async function plant(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(project, path)), { recursive: true });
  await writeFile(join(project, path), text);
}

(isRunnable ? describe : describe.skip)('Code Analyzer', () => {
  beforeAll(async () => {
    project = await mkdtemp(join(tmpdir(), 'package-'));
    for (const folder of ['force-app', 'post-install']) await cp(join(root, folder), join(project, folder), { recursive: true });
    for (const [path, text] of Object.entries(FAULTS)) await plant(path, text);
    const live = 'force-app/main/console/lwc/obLivePage/obLivePage.js';
    await plant(live, (await readFile(join(project, live), 'utf8')).replaceAll(/set(Timeout|Interval)/g, 'after'));
    ({ stdout: said, status: exitCode } = spawnSync(process.execPath, [program, project], { encoding: 'utf8' }));
  }, 300_000);

  afterAll(async () => {
    await rm(project, { recursive: true, force: true });
  });

  it('fails on what is wrong', () => {
    expect(exitCode).toBe(1);
  });

  it.each([
    ['a query made of what a user typed', 'OB_Open.cls:2: pmd:ApexSOQLInjection'],
    ['a class that does not say whose sharing counts', 'OB_Open.cls:1: pmd:ApexSharingViolations'],
    ['a session handed around', 'OB_Open.cls:3: pmd:AvoidUnauthorizedGetSessionIdInApex'],
    ['a component that reaches into the page', 'obLoud.js:4: eslint:@lwc/lwc/no-document-query'],
    ['a design token of another age', 'obLoud.css:3: eslint:@salesforce-ux/slds/lwc-token-to-slds-hook'],
    ['a library with known holes', 'jquery.js:1: retire-js:LibraryWithKnown'],
    ['an API version of another age', 'OB_Old.cls-meta.xml:3: regex:'],
    ['the same code twice', 'cpd:DetectCopyPasteForApex'],
    ['an exemption that nothing needs', 'exempts nothing from eslint:@lwc/lwc/no-async-operation any more'],
  ])('finds %s', (_, finding) => {
    expect(said).toContain(finding);
  });
});
