/**
 * The audit of the promise. It believes what the ERP and the org say they did, in their append-only effect logs and
 * over their own APIs, and never the broker.
 */
import type { ErpDocument, ErpWitness } from './erp-witness.ts';
import type { OrgOrder, OrgWitness } from './org-witness.ts';

export type AuditReport = {
  readonly accepted: number;
  /** Orders with an ERP document. */
  readonly erpDocuments: number;
  /** ERP documents ever made beyond the first of an order. */
  readonly duplicates: number;
  /** Accepted orders without an ERP document. */
  readonly missing: number;
  /** Orders that Salesforce shows as the ERP has them now. */
  readonly salesforceCurrent: number;
  readonly stale: number;
  readonly openExceptions: number;
  /** Writes by which a record in Salesforce went back to an older version. */
  readonly regressions: number;
};

export type Audit = {
  readonly report: AuditReport;
  /** What is wrong, one line each. Empty when the promise is kept. */
  readonly findings: readonly string[];
};

const QUANTITIES = ['cancelled', 'backordered', 'shipped', 'invoiced'] as const;

/** How Salesforce differs from the ERP's document, or nothing. */
function difference(order: OrgOrder | undefined, document: ErpDocument): string | undefined {
  if (!order) return 'is not in Salesforce';
  if (order.document !== document.number) return `shows ERP document ${String(order.document)}, but the ERP has ${document.number}`;
  if (order.rawStatus !== document.status) return `shows ERP status ${String(order.rawStatus)}, but it is ${document.status}`;
  for (const line of document.lines) {
    const shown = line.externalLine === undefined ? undefined : order.lines.get(line.externalLine);
    const differing = QUANTITIES.filter((quantity) => shown?.[quantity] !== line[quantity]);
    if (differing.length > 0) {
      const values = differing.map((name) => `${name} ${String(shown?.[name])} for ${line[name]}`);
      return `line ${String(line.externalLine)} shows ${values.join(', ')}`;
    }
  }
  return undefined;
}

/** Judges the orders that were acknowledged to their senders. */
export function audit(acceptedKeys: readonly string[], erp: ErpWitness, org: OrgWitness): Audit {
  const findings: string[] = [];
  let [erpDocuments, duplicates, current] = [0, 0, 0];
  for (const key of acceptedKeys) {
    const [first, ...more] = erp.created.get(key) ?? [];
    const document = first === undefined ? undefined : erp.documents.get(first);
    duplicates += more.length;
    if (more.length > 0) findings.push(`${key} has ${more.length + 1} ERP documents`);
    if (!document) {
      findings.push(`${key} has no ERP document`);
      continue;
    }
    erpDocuments += 1;
    const differs = difference(org.orders.get(key), document);
    if (differs === undefined) current += 1;
    else findings.push(`${key} ${differs}`);
  }
  findings.push(...org.regressions.map((record) => `${record} went back to an older version`));
  const accepted = acceptedKeys.length;
  return {
    findings,
    report: {
      ...{ accepted, erpDocuments, duplicates, missing: accepted - erpDocuments },
      ...{ salesforceCurrent: current, stale: accepted - current },
      ...{ openExceptions: org.openExceptions, regressions: org.regressions.length },
    },
  };
}
