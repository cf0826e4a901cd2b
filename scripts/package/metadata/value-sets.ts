/**
 * Every picklist takes its words from a restricted global value set. A set inside the field cannot be made global later,
 * and upgrades of an unlocked package are reported not to bring its new words (Known Issue a028c00000qPzYUAA0, UNVERIFIED).
 */
import type { Finding } from '../finding.ts';
import type { PackageModel } from '../source/package-model.ts';
import { all, child, flag, textOf, type XmlNode } from '../source/xml.ts';

/** Every picklist without a known set, and every set nobody uses or that says a word twice. */
export function checkValueSets(model: PackageModel): readonly Finding[] {
  const sets = model.of('globalValueSet');
  const known = new Set(sets.map(({ name }) => name));
  const picklists = [...model.objects.values()].flatMap(({ fields }) => [...fields.values()]).filter(({ type }) => type === 'Picklist');
  const used = new Set(picklists.map(({ root }) => setOf(root)));
  return [
    ...picklists.flatMap(({ path, root }) => picklistFaults(root, known).map((message) => ({ path, line: 0, message }))),
    ...sets.filter(({ name }) => !used.has(name)).map(({ path }) => ({ path, line: 0, message: 'is the value set of no field' })),
    ...sets.flatMap(({ path, root }) => wordFaults(wordsOf(root)).map((message) => ({ path, line: 0, message }))),
  ];
}

/** The words of a global value set, as the API writes them. */
export function wordsOf(root: XmlNode): readonly string[] {
  return all(root, 'customValue').map((value) => textOf(value, 'fullName') ?? '');
}

/** The global value set of a picklist field. */
export function setOf(field: XmlNode): string | undefined {
  const valueSet = child(field, 'valueSet');
  return valueSet === undefined ? undefined : textOf(valueSet, 'valueSetName');
}

function picklistFaults(root: XmlNode, known: ReadonlySet<string>): readonly string[] {
  const name = setOf(root);
  if (name === undefined) return ['has its own words; take them from a global value set'];
  if (!known.has(name)) return [`takes its words from ${name}, which the package does not have`];
  const valueSet = child(root, 'valueSet');
  return valueSet !== undefined && flag(valueSet, 'restricted') ? [] : ['is not restricted to its value set'];
}

function wordFaults(words: readonly string[]): readonly string[] {
  return words.filter((word, index) => words.indexOf(word) !== index).map((word) => `says ${word} twice`);
}
