/** A Salesforce record's name inside its aggregate. */
export function recordKey({ object, externalId }: { readonly object: string; readonly externalId: string }): string {
  return `${object} ${externalId}`;
}
