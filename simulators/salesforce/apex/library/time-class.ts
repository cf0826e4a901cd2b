/** Source: Apex Reference Guide, "Time Class". */
import { ApexTime } from '../values.ts';
import { platformClass } from './native.ts';
import { DAY_MS } from '../../time-zones.ts';

const HOUR_MS = 3_600_000;

/** Beyond midnight it begins again. */
const timeOf = (ms: number): ApexTime => new ApexTime(((ms % DAY_MS) + DAY_MS) % DAY_MS);

export const timeClass = platformClass('Time', {
  'static Time newInstance(Integer hour, Integer minutes, Integer seconds, Integer milliseconds)': (_, ...parts: number[]) => {
    const [hour = 0, minute = 0, second = 0, ms = 0] = parts;
    return timeOf(hour * HOUR_MS + minute * 60_000 + second * 1000 + ms);
  },
  'Time addHours(Integer additionalHours)': (_, { ms }: ApexTime, more: number) => timeOf(ms + more * HOUR_MS),
  'Time addMinutes(Integer additionalMinutes)': (_, { ms }: ApexTime, more: number) => timeOf(ms + more * 60_000),
  'Time addSeconds(Integer additionalSeconds)': (_, { ms }: ApexTime, more: number) => timeOf(ms + more * 1000),
  'Time addMilliseconds(Integer additionalMilliseconds)': (_, { ms }: ApexTime, more: number) => timeOf(ms + more),
  'Integer hour()': (_, { ms }: ApexTime) => Math.floor(ms / HOUR_MS),
  'Integer minute()': (_, { ms }: ApexTime) => Math.floor(ms / 60_000) % 60,
  'Integer second()': (_, { ms }: ApexTime) => Math.floor(ms / 1000) % 60,
  'Integer millisecond()': (_, { ms }: ApexTime) => ms % 1000,
});
