/** Versions, the resources of a version, and limits. */
import type { Meter } from '../event-bus/usage.ts';
import { basePath, type Route } from './api-call.ts';
import type { RestServices } from './services.ts';

const OLDEST = 31;
const NEWEST = 68;
const SEASONS = ["Spring '", "Summer '", "Winter '"] as const;

/** Version 66 is Spring '26; three a year, and Winter carries the number of the next year. */
function label(version: number): string {
  const releases = version - 66;
  const season = ((releases % 3) + 3) % 3;
  const year = 26 + Math.floor(releases / 3) + (season === 2 ? 1 : 0);
  return `${SEASONS[season] ?? ''}${year}`;
}

/** The array of `GET /services/data`, oldest first. */
export function versionList(): readonly { label: string; url: string; version: string }[] {
  return Array.from({ length: NEWEST - OLDEST + 1 }, (_, index) => {
    const version = `${OLDEST + index}.0`;
    return { label: label(OLDEST + index), url: `/services/data/v${version}`, version };
  });
}

export type VersionState = 'supported' | 'retired' | 'unknown';

/** `67.0` is supported, versions up to 30 are gone for good, others never were. */
export function versionState(version: string): VersionState {
  const number = Number(version);
  if (!/^\d\d\.0$/.test(version) || number > NEWEST) return 'unknown';
  return number < OLDEST ? 'retired' : 'supported';
}

const RESOURCES = ['tooling', 'sobjects', 'query', 'queryAll', 'composite', 'limits', 'jobs', 'recent', 'search', 'tabs', 'theme'] as const;

export function versionRoutes(services: RestServices): Route[] {
  return [
    {
      method: 'GET',
      pattern: '',
      handle: (call) => {
        const base = basePath(call);
        const identity = `${call.base}/id/${services.orgId}/${call.session.userId}`;
        return { status: 200, body: { ...Object.fromEntries(RESOURCES.map((name) => [name, `${base}/${name}`])), identity } };
      },
    },
    { method: 'GET', pattern: 'limits', handle: () => ({ status: 200, body: limitsBody(services) }) },
    { method: 'GET', pattern: 'recent', handle: () => ({ status: 200, body: [] }) },
  ];
}

function limitsBody({ limits, bus }: RestServices): Record<string, { Max: number; Remaining: number }> {
  const full = (Max: number): { Max: number; Remaining: number } => ({ Max, Remaining: Max });
  const allocation = (meter: Meter): { Max: number; Remaining: number } => {
    const { max, remaining } = meter.allocation();
    return { Max: max, Remaining: remaining };
  };
  return {
    DailyApiRequests: { Max: limits.maxDailyCalls, Remaining: Math.max(0, limits.maxDailyCalls - limits.used()) },
    DailyBulkApiBatches: full(15_000),
    DailyBulkV2QueryJobs: full(10_000),
    DailyDeliveredPlatformEvents: allocation(bus.delivered),
    HourlyPublishedPlatformEvents: allocation(bus.published),
    DataStorageMB: full(10_240),
    FileStorageMB: full(10_240),
  };
}
