import { afterAll, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listSourceFiles } from './source-files.ts';
import { findResource } from './static-resources.ts';

const folder = mkdtempSync(join(tmpdir(), 'static-resources-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const description = (type: string): string =>
  `<StaticResource xmlns="http://soap.sforce.com/2006/04/metadata"><contentType>${type}</contentType></StaticResource>`;

test('a resource is the file beside its description, or one in the folder of an archive, and nothing else', () => {
  write('staticresources/Chart.resource-meta.xml', description('application/javascript'));
  write('staticresources/Chart.js', 'chart');
  write('staticresources/Kit.resource-meta.xml', description('application/zip'));
  write('staticresources/Kit/css/kit.css', 'kit');
  const files = listSourceFiles([folder]);
  expect(findResource(files, 'Chart', [])).toEqual({
    path: join(folder, 'staticresources/Chart.js'),
    contentType: 'application/javascript',
  });
  expect(findResource(files, 'Kit', ['css', 'kit.css'])?.path).toBe(join(folder, 'staticresources/Kit/css/kit.css'));
  expect(findResource(files, 'Kit', ['..', 'Chart.js'])).toBeUndefined();
  expect(findResource(files, 'Kit', ['css'])).toBeUndefined();
  expect(findResource(files, 'Nothing', [])).toBeUndefined();
});
