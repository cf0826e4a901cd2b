/** What the CLI reads of its surroundings. Source: Salesforce CLI Setup Guide, "Environment Variables". */

/** Those that would lead it to somebody's own settings, or would reach it from the program that starts it. */
const FOREIGN = /^(SF_|SFDX_|XDG_|NODE_OPTIONS$|FORCE_COLOR$)/;

/** Nothing is reported to anybody, nothing updated, and all that it keeps is kept below `home`: keys too, in a plain file. */
export function sfEnvironment(home: string): Record<string, string> {
  const own = Object.entries(process.env).flatMap(([name, value]) => (value === undefined || FOREIGN.test(name) ? [] : [[name, value]]));
  return {
    ...(Object.fromEntries(own) as Record<string, string>),
    HOME: home,
    NO_COLOR: '1',
    SF_DISABLE_AUTOUPDATE: 'true',
    SF_DISABLE_LOG_FILE: 'true',
    SF_DISABLE_TELEMETRY: 'true',
    SF_HIDE_RELEASE_NOTES: 'true',
    SF_NO_TABLE_STYLE: 'true',
    SF_SKIP_NEW_VERSION_CHECK: 'true',
    SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
  };
}
