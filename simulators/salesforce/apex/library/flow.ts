/** Source: Apex Reference Guide, "Flow Namespace". The org runs no flows: code that only names an interview runs, what would start one is not supported. */
import { platformClass } from './native.ts';

export const flowInterview = platformClass('Flow.Interview', {});
