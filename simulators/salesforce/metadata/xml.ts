/** A narrow reading view of Metadata API XML: element names without namespaces, text without surrounding blanks. */
import { DOMParser, type Element } from '@xmldom/xmldom';

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

/** Parses a document and returns its root. Throws when it is not well-formed. */
export function parseXml(source: string): XmlElement {
  const parser = new DOMParser({
    onError: (level, message) => {
      if (level !== 'warning') throw new Error(message);
    },
  });
  const root = parser.parseFromString(source, 'text/xml').documentElement;
  if (root === null) throw new Error('the document is empty');
  return view(root);
}

function view(element: Element): XmlElement {
  const children = (child: string): XmlElement[] => childElements(element, child).map(view);
  const text = (child: string): string | undefined => {
    const found = childElements(element, child)[0];
    return found === undefined ? undefined : (found.textContent ?? '').trim();
  };
  const number = (child: string): number | undefined => {
    const found = text(child);
    return found === undefined || found === '' ? undefined : Number(found);
  };
  return {
    name: localName(element),
    // Only few ask for the text of all that is inside, and of a large document it is long.
    get content() {
      return (element.textContent ?? '').trim();
    },
    get written() {
      return element.textContent ?? '';
    },
    text,
    flag: (child) => text(child) === 'true',
    number,
    children,
    child: (child) => children(child)[0],
  };
}

function childElements(element: Element, name: string): Element[] {
  const found: Element[] = [];
  for (let node = element.firstChild; node !== null; node = node.nextSibling) {
    if (node.nodeType === 1 && localName(node as Element) === name) found.push(node as Element);
  }
  return found;
}

function localName(element: Element): string {
  return element.localName ?? element.nodeName;
}
