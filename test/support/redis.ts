import { describe } from '@jest/globals';
import { hasRedisServer, startLocalRedis } from '../../scripts/local-redis.ts';

export { startLocalRedis as startRedis };

/**
 * Describes what needs a real Redis. Without a redis-server on the machine its tests are skipped, which Jest shows by this
 * title; with REQUIRE_REDIS=1, which CI sets, its absence is a failure.
 */
export function describeWithRedis(title: string, tests: () => void): void {
  if (hasRedisServer()) return describe(title, tests);
  if (process.env['REQUIRE_REDIS'] === '1') throw new Error('REQUIRE_REDIS=1, but there is no redis-server on this machine');
  describe.skip(`${title} (skipped: install redis-server to run it)`, tests);
}
