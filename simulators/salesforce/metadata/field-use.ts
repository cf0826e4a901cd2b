/** What queries can do with a field. Source: SOQL and SOSL Reference, "WHERE", "ORDER BY", "GROUP BY"; Object Reference, "Field Types". */
import type { FieldKind, OrgField } from './model.ts';

type Sized = Pick<OrgField, 'kind' | 'length'>;

/** Text of more than 255 characters, and bytes. */
export const isLong = ({ kind, length = 0 }: Sized): boolean => kind === 'base64' || (kind === 'textarea' && length > 255);

const UNGROUPED: ReadonlySet<FieldKind> = new Set(['double', 'currency', 'percent', 'datetime']);

export const isFilterable = (field: Sized): boolean => !isLong(field) && field.kind !== 'encrypted';

export const isSortable = (field: Sized): boolean => isFilterable(field) && field.kind !== 'multipicklist';

export const isGroupable = (field: Sized): boolean => isSortable(field) && !UNGROUPED.has(field.kind);
