/** Time zones through Intl: local times of instants, and back. */

export const DAY_MS = 86_400_000;

const fields = new Map<string, Intl.DateTimeFormat>();

function fieldsOf(zone: string): Intl.DateTimeFormat {
  let format = fields.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      era: 'short',
    });
    fields.set(zone, format);
  }
  return format;
}

/** `GMT+2` and `GMT+02:30` are Intl's `+02:00` and `+02:30`; ids that are none become GMT, as in Java. */
export function zoneId(id: string): string {
  const offset = /^(?:GMT|UTC)([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(id);
  const written = offset === null ? id : `${offset[1] ?? ''}${(offset[2] ?? '').padStart(2, '0')}:${offset[3] ?? '00'}`;
  try {
    fieldsOf(written);
    return written;
  } catch {
    return 'GMT';
  }
}

const isGmt = (zone: string): boolean => zone === 'GMT' || zone === 'UTC';

/** Milliseconds to add to an instant to have the local time of the zone as if it were GMT. */
export function offsetAt(ms: number, zone: string): number {
  if (isGmt(zone)) return 0;
  const parts = Object.fromEntries(
    fieldsOf(zone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, value]),
  );
  const year = parts['era'] === 'BC' ? 1 - Number(parts['year']) : Number(parts['year']);
  const local = new Date(0);
  local.setUTCFullYear(year, Number(parts['month']) - 1, Number(parts['day']));
  local.setUTCHours(Number(parts['hour']), Number(parts['minute']), Number(parts['second']));
  return local.getTime() - Math.floor(ms / 1000) * 1000;
}

export const toLocal = (ms: number, zone: string): number => ms + offsetAt(ms, zone);

/** The instant of a local time. One that clocks skip is read with the offset before; one they show twice is the first. */
export function fromLocal(local: number, zone: string): number {
  if (isGmt(zone)) return local;
  const early = local - offsetAt(local - DAY_MS, zone);
  if (toLocal(early, zone) === local) return early;
  const late = local - offsetAt(local + DAY_MS, zone);
  return toLocal(late, zone) === local ? late : early;
}

/** Days since 1970-01-01 of the date the zone has at an instant. */
export const localDays = (ms: number, zone: string): number => Math.floor(toLocal(ms, zone) / DAY_MS);

/** `+02:00` */
export function offsetText(offset: number): string {
  const minutes = Math.abs(Math.round(offset / 60_000));
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
