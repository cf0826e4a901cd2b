/** Goes to a page of the console, the way its app opens it: some records as subtabs of the record they belong to. */
import { API_PATH, callOrg } from '../data/org-call.ts';
import { addressOf, recordPage } from './page-reference.ts';
import type { PageReference } from './page-reference.ts';
import { workspace } from './workspace.ts';

/** By object: the field that names the record under which its records open. */
export type Parents = Readonly<Record<string, { readonly field: string; readonly object: string }>>;

let parents: Parents = {};

/** The app's mappings; before, everything opens as a tab of its own. */
export function openUnderParents(mappings: Parents): void {
  parents = mappings;
}

/** Opens a page and answers its tab. A web page opens outside the console, and has none. */
export async function go(page: PageReference): Promise<string | undefined> {
  if (page.type === 'standard__webPage') {
    window.open(String(page.attributes['url']), '_blank', 'noopener');
    return undefined;
  }
  if (addressOf(page) === undefined) throw new Error(`The console has no page of type ${page.type}.`);
  return workspace.open(page, { parentTabId: await parentTab(page) });
}

async function parentTab({ type, attributes }: PageReference): Promise<string | undefined> {
  const { objectApiName, recordId } = attributes;
  const mapping = type === 'standard__recordPage' ? parents[String(objectApiName)] : undefined;
  if (mapping === undefined) return undefined;
  const field = `${String(objectApiName)}.${mapping.field}`;
  const record = await callOrg({ path: `${API_PATH}/ui-api/records/${String(recordId)}?optionalFields=${field}` }).catch(() => undefined);
  const parentId = (record as { fields: Record<string, { value: unknown }> } | undefined)?.fields[mapping.field]?.value;
  return typeof parentId === 'string' ? workspace.open(recordPage(mapping.object, parentId), { focus: false }) : undefined;
}
