/** Holds metadata files against the types of the Metadata API: known elements, known words, nothing missing, nothing twice. */
import type { Finding } from '../finding.ts';
import type { PackageModel } from '../source/package-model.ts';
import { all, type XmlNode } from '../source/xml.ts';
import type { DeclaredElement, DeclaredTypes } from './declared-types.ts';

const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';
/** Declared as required, and left out by every tool that writes such a file. */
const OFTEN_LEFT_OUT = new Set(['content']);
/** Declared as anything: what a Lightning component may be told on a page. */
const ANYTHING = new Set(['targetConfigs']);

type Report = (node: XmlNode, message: string) => void;

/** Every file that does not say what its type allows. */
export function checkSchema(model: PackageModel, types: DeclaredTypes): readonly Finding[] {
  const findings = [...model.unreadable];
  for (const { path, root } of model.components) {
    const report: Report = (node, message) => findings.push({ path, line: node.line, message });
    if (root.namespace !== NAMESPACE) report(root, `has the namespace ${root.namespace ?? 'none'} and not ${NAMESPACE}`);
    // An alias: a folder of reports is a folder.
    if (!['object', 'alias'].includes(types.get(root.name)?.kind ?? '')) report(root, `${root.name} is no metadata type`);
    else checkValue(root, root.name, types, report);
  }
  return findings;
}

/** The WSDL's simple types, and what their text looks like. */
const SIMPLE: Readonly<Record<string, (node: XmlNode) => string | undefined>> = {
  boolean: ({ name, text }) => (/^(true|false)$/.test(text) ? undefined : `<${name}> is '${text}' and not true or false`),
  number: ({ name, text }) => (/^-?\d+(\.\d+)?$/.test(text) ? undefined : `<${name}> is '${text}' and not a number`),
  string: ({ name, children }) => (children.length === 0 ? undefined : `<${name}> holds elements and not text`),
};

function checkValue(node: XmlNode, typeName: string, types: DeclaredTypes, report: Report): void {
  if (node.isNil || ANYTHING.has(node.name)) return;
  const fault = SIMPLE[typeName]?.(node);
  if (fault !== undefined) report(node, fault);
  const type = types.get(typeName);
  switch (type?.kind) {
    case undefined:
      return;
    case 'alias':
      return checkValue(node, type.of, types, report);
    case 'words':
      if (!type.words.has(node.text)) report(node, `<${node.name}> is '${node.text}', which is no ${typeName}`);
      return;
    case 'object':
      checkPresence(node, type.elements, report);
      for (const child of node.children) {
        const element = type.elements.get(child.name);
        if (element === undefined) report(child, `<${child.name}> is no element of ${typeName}`);
        else checkValue(child, element.type, types, report);
      }
  }
}

function checkPresence(node: XmlNode, elements: ReadonlyMap<string, DeclaredElement>, report: Report): void {
  for (const [name, { isList, isOptional }] of elements) {
    const found = all(node, name);
    if (!isList && found.length > 1) report(found[1] ?? node, `<${name}> is there ${found.length} times`);
    if (!isList && !isOptional && found.length === 0 && !OFTEN_LEFT_OUT.has(name)) report(node, `<${name}> is missing`);
  }
}
