/** The queries of the package's pages, as they stand in the components, answered by the local org for those who use the pages. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import type { RunningOrg } from '../../simulators/salesforce/org.ts';
import { actAs, PACKAGE, startPackageOrg } from './package-org.ts';

let org: RunningOrg;
beforeAll(async () => {
  org = await startPackageOrg();
});
afterAll(() => org.stop());

type PageQuery = { readonly name: string; readonly text: string };

/**
 * The module with a template tag that hands the text through, and with the modules it imports in it: outside of a page the
 * platform's names lead nowhere.
 */
function moduleUrl(file: string): string {
  const source = readFileSync(`${PACKAGE}/${file}`, 'utf8')
    .replace(/^import \{ gql \} from 'lightning\/graphql';$/m, 'const gql = String.raw;')
    .replace(/from 'c\/(\w+)';$/gm, (_, name: string) => `from '${moduleUrl(`main/console/lwc/${name}/${name}.js`)}';`);
  return `data:text/javascript;base64,${Buffer.from(source).toString('base64')}`;
}

async function queriesOf(file: string): Promise<readonly PageQuery[]> {
  const module = (await import(moduleUrl(file))) as Record<string, unknown>;
  return Object.entries(module).flatMap(([name, text]) => (name.endsWith('_QUERY') && typeof text === 'string' ? [{ name, text }] : []));
}

const SAMPLES: Readonly<Record<string, unknown>> = {
  ID: 'a01000000000001AAA',
  DateTime: '2026-11-21T10:00:00.000Z',
  Double: 5,
  Int: 10,
  String: 'x',
  Boolean: false,
};

function variablesOf(text: string): Record<string, unknown> {
  const declared = [...text.matchAll(/\$(\w+): (\[?)(\w+)/g)];
  return Object.fromEntries(
    declared.map(([, name = '', list, type = '']): [string, unknown] => [name, list === '[' ? [SAMPLES[type]] : SAMPLES[type]]),
  );
}

const files = globSync('main/console/lwc/*/*Query.js', { cwd: PACKAGE });

describe.each(files)('%s', (file) => {
  test('names what is there: for a user who sees everything nothing needs to be optional', async () => {
    const rest = await actAs(org, 'Administrator');
    for (const { name, text } of await queriesOf(file)) {
      const { body } = await rest('POST', 'graphql', { query: text.replaceAll('@optional', ''), variables: variablesOf(text) });
      expect({ name, errors: (body as { errors: unknown }).errors }).toEqual({ name, errors: [] });
    }
  });

  test.each(['OB_Service_Agent', 'OB_Service_Supervisor', 'OB_Order_Read', 'OB_Admin'])(
    'is answered without an error for %s',
    async (set) => {
      const rest = await actAs(org, set);
      const queries = await queriesOf(file);
      expect(queries).not.toEqual([]);
      for (const { name, text } of queries) {
        const { body } = await rest('POST', 'graphql', { query: text, variables: variablesOf(text) });
        expect({ name, errors: (body as { errors: unknown }).errors }).toEqual({ name, errors: [] });
      }
    },
  );
});
