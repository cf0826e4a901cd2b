/** Lookups and master-details: to objects that are there, under a child relationship name no other field of the parent has. */
import type { Finding } from '../finding.ts';
import type { PackageField, PackageModel } from '../source/package-model.ts';
import { textOf } from '../source/xml.ts';

/** Standard objects every org has. */
const STANDARD_OBJECTS = new Set(['Account', 'Contact', 'Case', 'User']);
const MOST_MASTERS = 2;

type Relation = { readonly object: string; readonly field: PackageField; readonly to: string; readonly childName: string };

/** Every relationship the platform would refuse. */
export function checkRelationships(model: PackageModel): readonly Finding[] {
  const relations = [...model.objects.values()].flatMap((object) =>
    [...object.fields.values()]
      .filter(({ type }) => type === 'Lookup' || type === 'MasterDetail')
      .map((field): Relation => {
        const { root } = field;
        return { object: object.name, field, to: textOf(root, 'referenceTo') ?? '', childName: textOf(root, 'relationshipName') ?? '' };
      }),
  );
  return [
    ...relations.flatMap((relation) => faultsOf(relation, model).map((message) => ({ path: relation.field.path, line: 0, message }))),
    ...sharedNames(relations),
    ...masters(model),
  ];
}

function faultsOf({ field, to, childName }: Relation, model: PackageModel): readonly string[] {
  const constraint = textOf(field.root, 'deleteConstraint');
  const isKnown = STANDARD_OBJECTS.has(to) || model.objects.get(to)?.root !== undefined;
  return [
    ...(isKnown ? [] : [`refers to ${to}, which the package does not have`]),
    ...(childName === '' ? ['has no child relationship name'] : []),
    ...(field.isRequired && constraint !== 'Restrict' ? ['is required, so deleting its target must be restricted'] : []),
    ...(STANDARD_OBJECTS.has(to) && !childName.startsWith('OB_')
      ? [`gives ${to} the relationship ${childName} without the prefix OB_`]
      : []),
  ];
}

function sharedNames(relations: readonly Relation[]): readonly Finding[] {
  const groups = Map.groupBy(relations, ({ to, childName }) => `${to}.${childName}`.toLowerCase());
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .flatMap((group) =>
      group.map(({ field, to, childName }) => ({ path: field.path, line: 0, message: `shares the relationship name ${to}.${childName}` })),
    );
}

function masters({ objects }: PackageModel): readonly Finding[] {
  return [...objects.values()].flatMap(({ name, path, root, fields }) => {
    const count = [...fields.values()].filter(({ isMasterDetail }) => isMasterDetail).length;
    const sharing = root === undefined ? undefined : textOf(root, 'sharingModel');
    return [
      ...(count > MOST_MASTERS ? [{ path, line: 0, message: `${name} has ${count} masters` }] : []),
      ...(sharing !== undefined && sharing === 'ControlledByParent' && count === 0
        ? [{ path, line: 0, message: `${name} is controlled by a parent it does not have` }]
        : []),
      ...(sharing !== undefined && sharing !== 'ControlledByParent' && count > 0
        ? [{ path, line: 0, message: `${name} is a detail, so its sharing must be controlled by its parent` }]
        : []),
    ];
  });
}
