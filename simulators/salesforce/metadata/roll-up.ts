/** Roll-up summary fields as the source declares them. Source: the CustomField page of the Metadata API guide, type Summary. */
import type { OrgField, OrgObject, RollUp } from './model.ts';
import type { XmlElement } from './xml.ts';

const OPERATIONS = ['count', 'sum', 'min', 'max'] as const;

/** Undefined for a field of another type. */
export function readRollUp(root: XmlElement): RollUp | undefined {
  if (root.text('type') !== 'Summary') return undefined;
  const [child = '', reference = ''] = (root.text('summaryForeignKey') ?? '').split('.');
  const operation = OPERATIONS.find((each) => each === root.text('summaryOperation'));
  if (operation === undefined) throw new Error(`${root.text('fullName')}: summary operation is not supported`);
  const field = nameIn(root.text('summarizedField'));
  return {
    operation,
    child,
    reference,
    ...(field === undefined ? {} : { field }),
    filters: root.children('summaryFilterItems').map((item) => ({
      field: nameIn(item.text('field')) ?? '',
      operation: item.text('operation') ?? 'equals',
      value: item.text('value') ?? '',
    })),
  };
}

const nameIn = (path: string | undefined): string | undefined => path?.split('.')[1];

/** A summary has the type of what it sums up, and a count is a number; nothing is summed up in a new record. */
export function completeRollUps(objects: ReadonlyMap<string, OrgObject>): Map<string, OrgObject> {
  const complete = (field: OrgField): OrgField =>
    field.rollUp === undefined || field.rollUp.onlyWithDetails === true ? field : completed(objects, field, field.rollUp);
  return new Map([...objects].map(([name, object]) => [name, { ...object, fields: object.fields.map(complete) }]));
}

function completed(objects: ReadonlyMap<string, OrgObject>, field: OrgField, { operation, child, field: name }: RollUp): OrgField {
  if (operation === 'count') return { ...field, kind: 'double', precision: 18, scale: 0, defaultValue: 0 };
  const summed = objects.get(child)?.fields.find((each) => each.name === name);
  if (summed === undefined) throw new Error(`${field.name} sums up ${child}.${name ?? ''}, which the org does not have`);
  const { kind, scale = 0 } = summed;
  return { ...field, kind, precision: 18, scale, ...(operation === 'sum' ? { defaultValue: 0 } : {}) };
}
