/** The doors that lead straight to Apex, each with the session of its caller. */
import type { Session } from '../auth/sessions.ts';
import type { ApexHost } from '../apex/doors/host.ts';
import { answerLightning, isLightningCall } from '../apex/doors/lightning/lightning-api.ts';
import type { ApiReply } from './api-call.ts';
import { tokenOf, type DataRequest } from './data-api.ts';
import { API_ERRORS } from './errors.ts';

/** Undefined for a path that leads to no Apex. Throws `ApiFault`. */
export type ApexApi = (request: DataRequest) => Promise<ApiReply | undefined>;

export function makeApexApi(host: ApexHost, findSession: (token: string) => Session | undefined): ApexApi {
  return async (request) => {
    if (!isLightningCall(request.url)) return undefined;
    const session = findSession(tokenOf(request.headers));
    if (session === undefined) throw API_ERRORS.invalidSession();
    return answerLightning(host, { ...request, session });
  };
}
