/** Field sets of the source. Source: the FieldSet page of the Metadata API guide. */
import type { FieldSet, FieldSetMember, OrgField, OrgObject } from './model.ts';
import type { SourceFile } from './source-folder.ts';
import type { XmlElement } from './xml.ts';

type Objects = ReadonlyMap<string, OrgObject>;
type LeaveOut = (problem: string) => void;

/** Gives the objects their field sets. A field that is not there is told to `leaveOut`. */
export function withFieldSets(objects: Objects, files: readonly SourceFile[], leaveOut: LeaveOut): Map<string, OrgObject> {
  const byObject = Map.groupBy(files, ({ object }) => object);
  return new Map(
    [...objects].map(([name, object]) => {
      const own = byObject.get(name)?.map((file) => readFieldSet(objects, object, file, leaveOut));
      return [name, own === undefined ? object : { ...object, fieldSets: own }];
    }),
  );
}

function readFieldSet(objects: Objects, object: OrgObject, { name, root }: SourceFile, leaveOut: LeaveOut): FieldSet {
  const members = root.children('displayedFields').flatMap((shown) => {
    const member = readMember(objects, object, shown);
    if (member === undefined) leaveOut(`${object.name}.${name}: field ${shown.text('field')} is not there`);
    return member ?? [];
  });
  return { name, label: root.text('label') ?? name, description: root.text('description') ?? null, members };
}

function readMember(objects: Objects, object: OrgObject, shown: XmlElement): FieldSetMember | undefined {
  const path = shown.text('field') ?? '';
  const found = follow(objects, object, path.split('.'));
  return found === undefined ? undefined : { path, required: shown.flag('isRequired'), object: found.object.name, field: found.field.name };
}

type Found = { readonly object: OrgObject; readonly field: OrgField };

function follow(objects: Objects, object: OrgObject, [first = '', ...rest]: readonly string[]): Found | undefined {
  const wanted = first.toLowerCase();
  if (rest.length === 0) {
    const field = object.fields.find(({ name }) => name.toLowerCase() === wanted);
    return field === undefined ? undefined : { object, field };
  }
  const reference = object.fields.find(({ relationshipName }) => relationshipName?.toLowerCase() === wanted);
  const parent = objects.get(reference?.referenceTo?.[0] ?? '');
  return parent === undefined ? undefined : follow(objects, parent, rest);
}
