/** The timeline has a text for whatever the broker and the actions enter; that texts are labels in every language, other checks see. */
import { OrderRequest } from '../../../canonical/order-request.ts';
import { AGENT_TIMELINE_CODES, REQUEST_OUTCOMES, TIMELINE_CODES } from '../../../canonical/timeline.ts';
import type { Finding } from '../finding.ts';
import type { PackageModel } from '../source/package-model.ts';

const PATH = 'force-app/main/console/lwc/obTimelineTexts/obTimelineTexts.js';
/** A code and its label: `ORDER_RECEIVED: [LABELS.orderReceived, …]`, `CANCEL: LABELS.cancel`. */
const TEXT = /\b([A-Z][A-Z_]+): \[?LABELS\.\w+/g;

/** Codes, kinds of requests and what becomes of them for which the component has no text. */
export function checkTimelineTexts({ texts }: PackageModel): readonly Finding[] {
  const named = new Set([...(texts.get(PATH) ?? '').matchAll(TEXT)].map(([, code]) => code));
  const wanted = [
    ...TIMELINE_CODES,
    ...AGENT_TIMELINE_CODES,
    ...OrderRequest.options.map(({ shape }) => shape.type.value),
    ...REQUEST_OUTCOMES,
  ];
  return wanted
    .filter((code) => !named.has(code))
    .map((code) => ({ path: PATH, line: 0, message: `the timeline has no text for ${code}` }));
}
