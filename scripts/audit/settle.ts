/** Audits again and again until the world has come to rest and the promise holds, or patience ends. */
import { setTimeout as wait } from 'node:timers/promises';
import { audit } from './effect-audit.ts';
import type { Audit } from './effect-audit.ts';
import type { ErpWitness } from './erp-witness.ts';
import { askOrg } from './org-witness.ts';

const PAUSE_MS = 1000;
/** An ERP that did nothing for so long will do nothing more. */
const REST_MS = 10_000;

export function isKept({ report }: Audit): boolean {
  return report.duplicates === 0 && report.missing === 0 && report.stale === 0 && report.regressions === 0;
}

/** Something of the ERP that changes whenever it does something. */
function pulse(erp: ErpWitness): string {
  return [...erp.documents.values()]
    .map(({ status, lines }) => status + lines.map((line) => `${line.shipped}/${line.invoiced}`).join())
    .join();
}

function isFinished(erp: ErpWitness): boolean {
  return [...erp.documents.values()].every(({ isFinal, lines }) => isFinal && lines.every(({ shipped, invoiced }) => shipped === invoiced));
}

export type Witnesses = { readonly askErp: () => Promise<ErpWitness>; readonly orgAdminUrl: string };

/**
 * Resolves with the last audit: when the promise holds and the ERP has finished all its documents or does nothing any
 * more, or after `patienceMs`. `onAudit` is told each one.
 */
export async function settle(
  { askErp, orgAdminUrl }: Witnesses,
  acceptedKeys: readonly string[],
  patienceMs: number,
  onAudit: (audit: Audit) => void,
): Promise<Audit> {
  const deadline = performance.now() + patienceMs;
  let last = { pulse: '', at: performance.now() };
  for (;;) {
    const erp = await askErp();
    const result = audit(acceptedKeys, erp, await askOrg(orgAdminUrl));
    onAudit(result);
    const now = performance.now();
    if (pulse(erp) !== last.pulse) last = { pulse: pulse(erp), at: now };
    if (isKept(result) && (isFinished(erp) || now - last.at > REST_MS)) return result;
    if (now > deadline) return result;
    await wait(PAUSE_MS);
  }
}
