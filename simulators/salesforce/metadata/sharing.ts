/** Sharing rules, public groups, queues and roles of the source. Source: the SharingRules, Group, Queue and Role pages of the Metadata API guide. */
import type { SourceFile } from './source-folder.ts';
import type { XmlElement } from './xml.ts';

/** Who a rule shares with, or whose records it shares. `name` is empty for all internal users. */
export type Principal = { readonly kind: (typeof PRINCIPALS)[number]; readonly name: string };

export type Criterion = { readonly field: string; readonly operation: (typeof OPERATIONS)[number]; readonly value: string };

export type SharingRule = {
  readonly object: string;
  readonly level: 'read' | 'edit';
  readonly sharedTo: Principal;
  /** Records of these owners; left out in a rule by criteria. */
  readonly sharedFrom?: Principal;
  /** All of them must hold. */
  readonly criteria: readonly Criterion[];
};

export type SharingSource = {
  readonly rules: readonly SharingRule[];
  readonly groups: readonly { readonly name: string; readonly label: string; readonly type: 'Regular' | 'Queue' }[];
  readonly roles: readonly { readonly name: string; readonly label: string; readonly parent: string | undefined }[];
};

const PRINCIPALS = ['allInternalUsers', 'group', 'queue', 'role', 'roleAndSubordinates', 'roleAndSubordinatesInternal'] as const;
const OPERATIONS = ['equals', 'notEqual', 'contains', 'startsWith', 'lessThan', 'lessOrEqual', 'greaterThan', 'greaterOrEqual'] as const;

/** Throws on a rule the org cannot honour: sharing less or more than a real org would hide a fault. */
export function readSharing(files: readonly SourceFile[]): SharingSource {
  const of = (kind: SourceFile['kind']): SourceFile[] => files.filter((file) => file.kind === kind);
  const group = (type: 'Regular' | 'Queue', { name, root }: SourceFile): SharingSource['groups'][number] => ({
    name,
    label: root.text('name') ?? name,
    type,
  });
  return {
    rules: of('sharingRules').flatMap(({ name, root }) => rulesOf(name, root)),
    groups: [...of('group').map((file) => group('Regular', file)), ...of('queue').map((file) => group('Queue', file))],
    roles: of('role').map(({ name, root }) => ({ name, label: root.text('name') ?? name, parent: root.text('parentRole') })),
  };
}

function rulesOf(object: string, root: XmlElement): SharingRule[] {
  return [...root.children('sharingOwnerRules'), ...root.children('sharingCriteriaRules')].map((element) => {
    const name = `${object}.${element.text('fullName') ?? ''}`;
    const from = element.child('sharedFrom');
    if (element.text('booleanFilter') !== undefined) throw new Error(`sharing rule ${name}: a filter logic is not supported`);
    return {
      object,
      level: element.text('accessLevel') === 'Edit' ? 'edit' : 'read',
      sharedTo: principalOf(name, element.child('sharedTo')),
      ...(from === undefined ? {} : { sharedFrom: principalOf(name, from) }),
      criteria: element.children('criteriaItems').map((item) => criterionOf(name, item)),
    };
  });
}

function principalOf(rule: string, element: XmlElement | undefined): Principal {
  const kind = PRINCIPALS.find((candidate) => element?.child(candidate) !== undefined);
  if (kind === undefined) throw new Error(`sharing rule ${rule}: its users cannot be told here`);
  return { kind, name: element?.text(kind) ?? '' };
}

function criterionOf(rule: string, item: XmlElement): Criterion {
  const operation = OPERATIONS.find((candidate) => candidate === item.text('operation'));
  if (operation === undefined) throw new Error(`sharing rule ${rule}: the operation ${item.text('operation') ?? ''} is not supported`);
  return { field: item.text('field') ?? '', operation, value: item.text('value') ?? item.text('valueField') ?? '' };
}
