/**
 * The types of the Metadata API, read from the declarations Salesforce generates from its WSDL
 * (`metadata.d.ts` of the npm package @salesforce/types).
 */

export type DeclaredElement = { readonly type: string; readonly isList: boolean; readonly isOptional: boolean };

export type DeclaredType =
  | { readonly kind: 'words'; readonly words: ReadonlySet<string> }
  | { readonly kind: 'alias'; readonly of: string }
  | { readonly kind: 'object'; readonly elements: ReadonlyMap<string, DeclaredElement> };

export type DeclaredTypes = ReadonlyMap<string, DeclaredType>;

type Declaration = { readonly base: string | undefined; readonly body: string | undefined; readonly right: string };

const DECLARATION = /^export type (\w+) = (?:(?:(\w+) & )?\{\n(?<body>[\s\S]*?)^\};|(?<right>[^{\n]+);)/gm;
const ELEMENT = /^ {4}(\w+)(\??): (\w+)(\[\])?;$/gm;
const WORD = /'((?:[^'\\]|\\.)*)'/g;

/** Reads all declared types. Inherited elements are included. */
export function readDeclaredTypes(source: string): DeclaredTypes {
  const declarations = new Map<string, Declaration>();
  for (const match of source.matchAll(DECLARATION)) {
    const [, name = '', base] = match;
    declarations.set(name, { base, body: match.groups?.['body'], right: match.groups?.['right'] ?? '' });
  }
  return new Map([...declarations].map(([name, declaration]) => [name, resolve(declaration, declarations)]));
}

function resolve(declaration: Declaration, declarations: ReadonlyMap<string, Declaration>): DeclaredType {
  if (declaration.body !== undefined) return { kind: 'object', elements: new Map(elementsOf(declaration, declarations)) };
  const words = [...declaration.right.matchAll(WORD)].map((match) => match[1] ?? '');
  return words.length > 0 ? { kind: 'words', words: new Set(words) } : { kind: 'alias', of: declaration.right.trim() };
}

function elementsOf({ base, body = '' }: Declaration, declarations: ReadonlyMap<string, Declaration>): [string, DeclaredElement][] {
  const parent = base === undefined ? undefined : declarations.get(base);
  const own = [...body.matchAll(ELEMENT)].map(([, name = '', optional, type = '', list]): [string, DeclaredElement] => [
    name,
    { type, isList: list !== undefined, isOptional: optional === '?' },
  ]);
  return [...(parent ? elementsOf(parent, declarations) : []), ...own];
}
