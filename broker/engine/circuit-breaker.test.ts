import { describe, expect, it } from '@jest/globals';
import { makeCircuitBreaker } from './circuit-breaker.ts';

const OPEN_MS = 1000;

describe('a circuit breaker', () => {
  it('opens after so many failures in a row', () => {
    const breaker = makeCircuitBreaker(2, OPEN_MS);
    breaker.failed(0, false);
    breaker.succeeded();
    breaker.failed(0, false);
    expect([breaker.admits(0), breaker.isOpen()]).toEqual([true, false]);
    breaker.failed(0, false);
    expect([breaker.admits(999), breaker.isOpen(), breaker.retryAfterMs(400)]).toEqual([false, true, 600]);
  });

  it('opens at once on a fault of credentials or set-up', () => {
    const breaker = makeCircuitBreaker(5, OPEN_MS);
    breaker.failed(0, true);
    expect(breaker.admits(1)).toBe(false);
  });

  it('lets one call through after a while, and closes when it succeeds', () => {
    const breaker = makeCircuitBreaker(1, OPEN_MS);
    breaker.failed(0, false);
    expect([breaker.admits(OPEN_MS), breaker.admits(OPEN_MS)]).toEqual([true, false]);
    breaker.succeeded();
    expect([breaker.admits(OPEN_MS), breaker.retryAfterMs(OPEN_MS)]).toEqual([true, 0]);
  });
});
