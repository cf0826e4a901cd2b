/** The reference page of field ownership, from the table of the package's objects. */
import { PERSONAL_ORDER_PATHS } from '../../canonical/ownership.ts';
import { SALESFORCE_OBJECTS } from '../../canonical/salesforce-objects.ts';
import type { SalesforceField, SalesforceObject } from '../../canonical/salesforce-objects.ts';

const HEAD = `# Who owns which field

This page is generated from \`canonical/salesforce-objects.ts\`. Do not edit it.

Each field has one system of record. Only that system's word changes the field; the broker writes it to Salesforce, and
agents can read it. \`salesforce\` means that people or the package set the field and the broker reads it.

| owner | who that is |
|---|---|
| channel | the store, marketplace or Salesforce page where the order was placed |
| erp | the ERP that holds the order's document |
| warehouse | the warehouse or carrier that moves the goods |
| broker | the broker itself: keys, sync state, exceptions, timeline |
| salesforce | people and automations in the org |

\`personal\` fields stay out of Redis, logs, metrics, traces, platform events and journal summaries.
`;

function typeOf({ type, length, scale, to }: SalesforceField): string {
  if (to !== undefined) return `${type} to ${to}`;
  if (length === undefined) return type;
  return `${type} ${scale === undefined ? length : `${length},${scale}`}`;
}

function section(name: string, { externalId, fields }: SalesforceObject): string {
  const rows = Object.entries(fields).map(([field, definition]) => {
    const isKey = field === externalId ? ' (external id)' : '';
    return `| ${field}${isKey} | ${typeOf(definition)} | ${definition.owner} | ${definition.dataClass} |`;
  });
  return [`## ${name}`, '', '| field | type | system of record | data class |', '|---|---|---|---|', ...rows, ''].join('\n');
}

/** The page as Markdown. */
export function ownershipPage(): string {
  const sections = Object.entries(SALESFORCE_OBJECTS).map(([name, object]) => section(name, object));
  const paths = PERSONAL_ORDER_PATHS.map((path) => `- \`${path}\``);
  const order = ['## Personal data in a canonical order', '', 'Logs leave these paths out.', '', ...paths, ''].join('\n');
  return [HEAD, ...sections, order].join('\n');
}
