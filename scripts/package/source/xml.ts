/** A reading view of metadata XML that keeps line numbers, so that findings can say where. */
import { DOMParser, type Element } from '@xmldom/xmldom';

export type XmlNode = {
  readonly name: string;
  readonly namespace: string | null;
  readonly line: number;
  /** All text inside, without surrounding blanks. */
  readonly text: string;
  readonly children: readonly XmlNode[];
  readonly attributes: Readonly<Record<string, string>>;
  /** True for `xsi:nil="true"`. */
  readonly isNil: boolean;
};

/** Parses a document and returns its root. Throws with the parser's words when it is not well-formed. */
export function parseXml(source: string): XmlNode {
  const parser = new DOMParser({
    onError: (level, message) => {
      if (level !== 'warning') throw new Error(message.split('\n')[0]);
    },
  });
  const root = parser.parseFromString(source, 'text/xml').documentElement;
  if (root === null) throw new Error('the document is empty');
  return view(root);
}

function view(element: Element): XmlNode {
  const children: XmlNode[] = [];
  for (let node = element.firstChild; node !== null; node = node.nextSibling) {
    if (node.nodeType === 1) children.push(view(node as Element));
  }
  return {
    name: element.localName ?? element.nodeName,
    namespace: element.namespaceURI,
    line: element.lineNumber ?? 0,
    text: (element.textContent ?? '').trim(),
    children,
    attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
    isNil: element.getAttribute('xsi:nil') === 'true',
  };
}

/** The children of that name. */
export function all(node: XmlNode, name: string): readonly XmlNode[] {
  return node.children.filter((child) => child.name === name);
}

/** The first child of that name. */
export function child(node: XmlNode, name: string): XmlNode | undefined {
  return node.children.find((found) => found.name === name);
}

/** The text of the first child of that name. */
export function textOf(node: XmlNode, name: string): string | undefined {
  return child(node, name)?.text;
}

/** Whether the first child of that name says true. */
export function flag(node: XmlNode, name: string): boolean {
  return textOf(node, name) === 'true';
}
