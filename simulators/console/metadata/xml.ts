/** Metadata files as trees of elements. Source: "File-Based Calls" of the Metadata API guide: elements and text, no attributes that matter here. */
import { readFileSync } from 'node:fs';
import { DOMParser, type Element } from '@xmldom/xmldom';

export type Xml = {
  /** The trimmed text of the first child of that name. */
  readonly text: (name: string) => string | undefined;
  /** The trimmed texts of all children of that name. */
  readonly texts: (name: string) => readonly string[];
  /** The first child of that name. */
  readonly child: (name: string) => Xml | undefined;
  readonly children: (name: string) => readonly Xml[];
  /** The names of all children, in their order. */
  readonly names: () => readonly string[];
};

/** Reads a file of metadata. Throws with the file's name when it is not well-formed. */
export function readXml(file: string): Xml {
  const report = (_level: string, message: string): never => {
    throw new Error(`${file}: ${message.split('\n')[0] ?? 'not well-formed'}`);
  };
  const document = new DOMParser({ onError: report }).parseFromString(readFileSync(file, 'utf8'), 'text/xml');
  if (document.documentElement === null) throw new Error(`${file}: there is no element in it`);
  return xmlOf(document.documentElement);
}

function xmlOf(element: Element): Xml {
  const elements = [...element.childNodes].filter((node): node is Element => node.nodeType === 1);
  const named = (name: string): Element[] => elements.filter(({ nodeName }) => nodeName === name);
  const textOf = (child: Element): string => (child.textContent ?? '').trim();
  return {
    text: (name) => named(name).map(textOf)[0],
    texts: (name) => named(name).map(textOf),
    child: (name) => named(name).map(xmlOf)[0],
    children: (name) => named(name).map(xmlOf),
    names: () => elements.map(({ nodeName }) => nodeName),
  };
}
