/** TimeZone. Source: Apex Reference Guide, "TimeZone Class". */
import { offsetAt, offsetText, zoneId } from '../../time-zones.ts';
import { classOf } from '../types/type.ts';
import { PlatformObject, type ApexDatetime } from '../values.ts';
import { platformClass } from './native.ts';

type Zone = PlatformObject<string>;

export const timeZoneOf = (id: string): Zone => new PlatformObject(classOf('TimeZone'), zoneId(id), zoneId(id));

function displayName(zone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'long' }).formatToParts(0);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
  return `(GMT${offsetText(offsetAt(0, zone))}) ${name} (${zone})`;
}

export const timeZoneClass = platformClass('TimeZone', {
  'static TimeZone getTimeZone(String timeZoneIdString)': (_, id: string) => timeZoneOf(id),
  'String getID()': (_, { state }: Zone) => state,
  'String getDisplayName()': (_, { state }: Zone) => displayName(state),
  'Integer getOffset(Datetime dateToConvert)': (_, { state }: Zone, { ms }: ApexDatetime) => offsetAt(ms, state),
  'String toString()': (_, { state }: Zone) => state,
});
