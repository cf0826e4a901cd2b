/** Source: Apex Reference Guide, "Network Class". This org has no Experience Cloud sites: nobody is in one, and none has pages. */
import { platformClass } from './native.ts';

export const networkClass = platformClass('Network', {
  'static Id getNetworkId()': () => null,
  'static String getLoginUrl(Id? networkId)': () => null,
  'static String getLogoutUrl(Id? networkId)': () => null,
  'static String getSelfRegUrl(Id? networkId)': () => null,
});
