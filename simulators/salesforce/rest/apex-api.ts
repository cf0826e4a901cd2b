/** The doors that lead straight to Apex, each with the session of its caller. */
import type { Session } from '../auth/sessions.ts';
import type { ApexHost } from '../apex/doors/host.ts';
import { answerAction, isActionCall } from '../apex/doors/invocable-actions.ts';
import { answerLightning, isLightningCall } from '../apex/doors/lightning/lightning-api.ts';
import { answerRest, isRestCall } from '../apex/doors/rest-resources.ts';
import type { ApiReply } from './api-call.ts';
import type { OrgLimits } from './api-usage.ts';
import { tokenOf, type DataRequest } from './data-api.ts';
import { API_ERRORS } from './errors.ts';

/** Undefined for a path that leads to no Apex. Throws `ApiFault`. */
export type ApexApi = (request: DataRequest) => Promise<ApiReply> | undefined;

export type Door = {
  readonly leads: (url: string) => boolean;
  readonly answer: (host: ApexHost, request: DataRequest & { readonly session: Session }) => Promise<ApiReply>;
  /** Is it an API call, of which an org has so many a day? What Lightning components do is none. */
  readonly counts: boolean;
  /** Where the session is told; in a header of its own if this is left out. */
  readonly tokenOf?: (headers: DataRequest['headers']) => string;
};

const DOORS: readonly Door[] = [
  { leads: isLightningCall, answer: answerLightning, counts: false },
  { leads: isActionCall, answer: answerAction, counts: true },
  { leads: isRestCall, answer: answerRest, counts: true },
];

export type ApexApiOptions = {
  readonly host: ApexHost;
  readonly findSession: (token: string) => Session | undefined;
  readonly limits: OrgLimits;
  /** Beside those every org's Apex has. */
  readonly doors: readonly Door[];
};

export function makeApexApi({ host, findSession, limits, doors }: ApexApiOptions): ApexApi {
  return (request) => {
    const door = [...DOORS, ...doors].find(({ leads }) => leads(request.url));
    if (door === undefined) return undefined;
    const session = findSession((door.tokenOf ?? tokenOf)(request.headers));
    if (session === undefined) throw API_ERRORS.invalidSession();
    if (door.counts && !limits.take()) throw API_ERRORS.requestLimitExceeded();
    return door.answer(host, { ...request, session });
  };
}
