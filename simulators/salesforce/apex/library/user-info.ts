/** UserInfo and FeatureManagement. Source: Apex Reference Guide, the pages of the two classes. */
import type { ApexContext } from '../context.ts';
import type { RunningUser } from '../org-port.ts';
import { platformClass } from './native.ts';
import { timeZoneOf } from './time-zone.ts';

const tell =
  <Fact>(fact: (user: RunningUser) => Fact) =>
  (context: ApexContext): Fact =>
    fact(context.user());

export const userInfo = platformClass('UserInfo', {
  'static Id getUserId()': tell(({ id }) => id),
  'static String getUserName()': tell(({ username }) => username),
  'static String getFirstName()': tell(({ firstName }) => firstName),
  'static String getLastName()': tell(({ lastName }) => lastName),
  'static String getName()': tell(({ firstName, lastName }) => [firstName, lastName].filter((name) => name !== '').join(' ')),
  'static String getUserEmail()': tell(({ email }) => email),
  'static Id getProfileId()': tell(({ profileId }) => profileId),
  // Nobody has a role here.
  'static Id getUserRoleId()': () => null,
  'static String getLocale()': tell(({ locale }) => locale),
  'static String getLanguage()': tell(({ language }) => language),
  'static String getUserType()': tell(({ userType }) => userType),
  'static TimeZone getTimeZone()': (context) => timeZoneOf(context.user().timeZone),
  'static Id getOrganizationId()': (context) => context.org.orgId,
  // Code that nobody called from outside has no session.
  'static String getSessionId()': () => null,
  'static String getOrganizationName()': ({ org }) => org.find('Organization', org.orgId)?.['Name'] ?? null,
  // Everybody uses Lightning Experience.
  'static String getUiTheme()': () => 'Theme4d',
  'static String getUiThemeDisplayed()': () => 'Theme4d',
  'static String getDefaultCurrency()': () => 'USD',
  'static Boolean isMultiCurrencyOrganization()': () => false,
});

export const featureManagement = platformClass('FeatureManagement', {
  'static Boolean checkPermission(String apiName)': (context, name: string) =>
    [...context.user().permissions].some((permission) => permission.toLowerCase() === name.toLowerCase()),
});
