/** What the generic warehouse's refusals mean to a service agent. Its codes stand in docs/generic-erp-api.md. */
import type { Explanations } from '../kit/refusal-text.ts';

export const EXPLANATIONS: Explanations = new Map([
  ['ALREADY_PICKED', 'The warehouse has picked it'],
  ['QUANTITY_NOT_OPEN', 'Less than this is still open in the warehouse'],
  ['ALREADY_ARRIVED', 'Goods of this return have arrived in the warehouse'],
  ['NO_SUCH_RELEASE', 'The warehouse does not have this release'],
  ['NO_SUCH_INBOUND', 'The warehouse does not expect this return'],
]);
