/** The package as its files declare it: components, objects with their fields, Apex. */
import { basename, dirname } from 'node:path/posix';
import type { Finding } from '../finding.ts';
import type { SourceTexts } from './read-source.ts';
import { flag, parseXml, textOf, type XmlNode } from './xml.ts';

export type Component = {
  /** Suffix of the file: `field`, `permissionset`, `md`. */
  readonly kind: string;
  readonly name: string;
  /** The object folder a field, rule or view lies in. */
  readonly object: string;
  readonly path: string;
  readonly root: XmlNode;
};

export type PackageField = {
  readonly name: string;
  readonly path: string;
  readonly root: XmlNode;
  readonly type: string;
  /** Required for every caller: permission sets must not list it. */
  readonly isRequired: boolean;
  readonly isMasterDetail: boolean;
};

export type PackageObject = {
  readonly name: string;
  readonly path: string;
  /** Undefined for a standard object the package only adds fields to. */
  readonly root: XmlNode | undefined;
  readonly fields: ReadonlyMap<string, PackageField>;
};

export type ApexFile = { readonly path: string; readonly name: string; readonly text: string };

export type PackageModel = {
  readonly texts: SourceTexts;
  readonly of: (kind: string) => readonly Component[];
  readonly components: readonly Component[];
  readonly objects: ReadonlyMap<string, PackageObject>;
  readonly apex: readonly ApexFile[];
  /** Files that are not well-formed XML. */
  readonly unreadable: readonly Finding[];
};

const META = /^(.+)\.([A-Za-z]+)-meta\.xml$/;

/** Builds the model. Never throws on what the package says; what cannot be read is in `unreadable`. */
export function buildModel(texts: SourceTexts, parse: (source: string) => XmlNode = parseXml): PackageModel {
  const components: Component[] = [];
  const unreadable: Finding[] = [];
  for (const [path, text] of texts) {
    const [, name, kind] = META.exec(basename(path)) ?? [];
    if (name === undefined || kind === undefined) continue;
    try {
      components.push({ kind, name, object: basename(dirname(dirname(path))), path, root: parse(text) });
    } catch (error) {
      unreadable.push({ path, line: 0, message: `is not well-formed XML: ${String(error)}` });
    }
  }
  const byKind = Map.groupBy(components, ({ kind }) => kind);
  const of = (kind: string): readonly Component[] => byKind.get(kind) ?? [];
  return { texts, of, components, objects: buildObjects(of('object'), of('field')), apex: readApex(texts), unreadable };
}

function buildObjects(objects: readonly Component[], fields: readonly Component[]): Map<string, PackageObject> {
  const byObject = Map.groupBy(fields, ({ object }) => object);
  const declared = new Map(objects.map((object) => [object.name, object]));
  const names = new Set([...declared.keys(), ...byObject.keys()]);
  return new Map(
    [...names].map((name) => {
      const own = (byObject.get(name) ?? []).map(readField);
      const object = declared.get(name);
      const path = object?.path ?? own[0]?.path ?? '';
      return [name, { name, path, root: object?.root, fields: new Map(own.map((field) => [field.name, field])) }];
    }),
  );
}

function readField({ name, path, root }: Component): PackageField {
  const type = textOf(root, 'type') ?? '';
  return { name, path, root, type, isRequired: flag(root, 'required'), isMasterDetail: type === 'MasterDetail' };
}

function readApex(texts: SourceTexts): ApexFile[] {
  return [...texts]
    .filter(([path]) => /\.(cls|trigger)$/.test(path))
    .map(([path, text]) => ({ path, name: basename(path).replace(/\.\w+$/, ''), text }));
}
