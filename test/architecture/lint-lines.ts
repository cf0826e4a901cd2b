/**
 * Lints texts as if they stood in files: reads `[[file, text], …]` and writes the messages of each. A process of its own, because TypeScript takes six
 * times as long inside Jest.
 */
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';

const eslint = new ESLint({ cwd: join(import.meta.dirname, '..', '..') });
const files = JSON.parse(await text(process.stdin)) as readonly (readonly [file: string, text: string])[];
const results = await Promise.all(files.map(([filePath, lines]) => eslint.lintText(lines, { filePath })));
process.stdout.write(JSON.stringify(results.map(([result]) => result?.messages)));
