/** The labels of the package by name, as an org in English shows them; the tests of the components read them. */
const { readdirSync, readFileSync } = require('fs');
const { join } = require('path');

const SOURCES = join(process.cwd(), 'force-app');
const ENTRY = /<labels>\s*<fullName>(\w+)<\/fullName>.*?<value>(.*?)<\/value>\s*<\/labels>/gs;
const ENTITIES = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" };

function readLabels(file) {
  const xml = readFileSync(file, 'utf8');
  return [...xml.matchAll(ENTRY)].map(([, name, value]) => [name, value.replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity)]);
}

const files = readdirSync(SOURCES, { recursive: true }).filter((path) => path.endsWith('.labels-meta.xml'));

module.exports = Object.fromEntries(files.flatMap((path) => readLabels(join(SOURCES, path))));
