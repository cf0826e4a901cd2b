import { expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { describeWithRedis, startRedis } from './redis.ts';

describeWithRedis('the private Redis', () => {
  it('keeps what it confirmed over a restart, and forgets everything when stopped', async () => {
    const server = await startRedis();
    const client = new Redis(server.url);
    await client.set('order', '1');
    await server.restart();
    expect(await client.get('order')).toBe('1');
    expect(await client.config('GET', 'maxmemory-policy')).toContain('noeviction');
    client.disconnect();
    await server.stop();
  });
});
