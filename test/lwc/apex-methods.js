/** The Apex methods the components import, as `Class.method`. Jest mocks them all: Apex runs in the org. */
const { readdirSync, readFileSync } = require('fs');
const { join } = require('path');

const SOURCES = join(process.cwd(), 'force-app', 'main', 'console', 'lwc');
const IMPORT = /from '@salesforce\/apex\/([\w.]+)'/g;

const sources = readdirSync(SOURCES, { recursive: true }).filter((path) => path.endsWith('.js') && !path.includes('__tests__'));

module.exports = new Set(
  sources.flatMap((path) => [...readFileSync(join(SOURCES, path), 'utf8').matchAll(IMPORT)].map(([, method]) => method)),
);
