/** A narrow reading view of Metadata API XML: element names without namespaces, text without surrounding blanks. */
import { SaxesParser } from 'saxes';

export type XmlElement = {
  readonly name: string;
  readonly content: string;
  /** All text inside with the blanks around it. */
  readonly written: string;
  /** Text of the first child of that name. */
  readonly text: (child: string) => string | undefined;
  readonly flag: (child: string) => boolean;
  readonly number: (child: string) => number | undefined;
  readonly children: (child: string) => readonly XmlElement[];
  readonly child: (child: string) => XmlElement | undefined;
};

type Node = { readonly name: string; readonly parts: Part[] };
type Part = string | Node;

/** No document of the platform nests so deep; readers walk through elements one within another. */
const DEEPEST = 500;

/** Parses a document and returns its root. Throws when it is not well-formed. */
export function parseXml(source: string): XmlElement {
  const parser = new SaxesParser();
  const around: Part[] = [];
  const open: Part[][] = [around];
  const add = (part: Part): void => void open.at(-1)?.push(part);
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => {
    if (open.length > DEEPEST) throw new Error(`the document is nested deeper than ${DEEPEST} elements`);
    const node: Node = { name: name.slice(name.indexOf(':') + 1), parts: [] };
    add(node);
    open.push(node.parts);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('text', add);
  parser.on('cdata', add);
  parser.write(source).close();
  const root = around.find(isNode);
  if (root === undefined) throw new Error('the document is empty');
  return view(root);
}

const isNode = (part: Part): part is Node => typeof part !== 'string';

const textOf = (node: Node): string => node.parts.map((part) => (isNode(part) ? textOf(part) : part)).join('');

function view(node: Node): XmlElement {
  const named = (child: string): Node[] => node.parts.filter(isNode).filter(({ name }) => name === child);
  const text = (child: string): string | undefined => {
    const [found] = named(child);
    return found === undefined ? undefined : textOf(found).trim();
  };
  const number = (child: string): number | undefined => {
    const found = text(child);
    return found === undefined || found === '' ? undefined : Number(found);
  };
  return {
    name: node.name,
    // Only few ask for the text of all that is inside, and of a large document it is long.
    get content() {
      return textOf(node).trim();
    },
    get written() {
      return textOf(node);
    },
    text,
    flag: (child) => text(child) === 'true',
    number,
    children: (child) => named(child).map(view),
    child: (child) => named(child).map(view)[0],
  };
}
