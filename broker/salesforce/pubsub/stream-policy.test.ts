import { status } from '@grpc/grpc-js';
import { describe, expect, it } from '@jest/globals';
import { decideOnEnd, isSchemaRefused, shortErrorCode } from './stream-policy.ts';

describe('the end of a stream', () => {
  it.each([
    ['the server closes in peace', status.OK, undefined, 'REOPEN'],
    ['the connection is reset', status.UNAVAILABLE, undefined, 'REOPEN'],
    ['an inner fault without a code', status.INTERNAL, undefined, 'REOPEN'],
    ['the service is away', status.INTERNAL, 'service.unavailable', 'REOPEN'],
    ['the server sheds load', status.RESOURCE_EXHAUSTED, 'service.protection.triggered', 'REOPEN'],
    ['the token is refused', status.UNAUTHENTICATED, 'service.auth.error', 'LOG_IN'],
    ['the token is refused without a code', status.UNAUTHENTICATED, undefined, 'LOG_IN'],
    ['the position cannot be read', status.INVALID_ARGUMENT, 'subscription.fetch.replayid.corrupted', 'FORGET_POSITION'],
    ['the position is too old', status.INVALID_ARGUMENT, 'subscription.fetch.replayid.validation.failed', 'FORGET_POSITION'],
    ['an invalid argument of another kind', status.INVALID_ARGUMENT, 'subscription.fetch.topic.mismatch', 'REOPEN'],
    ['an invalid argument without a code', status.INVALID_ARGUMENT, undefined, 'REOPEN'],
    ['the deliveries of the day are used up', status.RESOURCE_EXHAUSTED, 'subscription.limit.exceeded', 'WAIT_LONG'],
    ['the topic is unknown', status.NOT_FOUND, 'topic.not.found', 'WAIT_LONG'],
    ['the user may not read it', status.PERMISSION_DENIED, undefined, 'WAIT_LONG'],
    ['a code nobody knows', status.UNKNOWN, 'something.new', 'REOPEN'],
  ])('%s', (_name, code, errorCode, expected) => {
    expect(decideOnEnd({ status: code, ...(errorCode !== undefined && { errorCode }) })).toBe(expected);
  });

  it('reads the code without its prefix', () => {
    expect(shortErrorCode('sfdc.platform.eventbus.grpc.service.auth.error')).toBe('service.auth.error');
    expect(shortErrorCode('odd')).toBe('odd');
  });

  it('tells a refused schema from one that could not be asked for', () => {
    expect(isSchemaRefused({ status: status.NOT_FOUND })).toBe(true);
    expect(isSchemaRefused({ status: status.INTERNAL, errorCode: 'schema.validation.failed' })).toBe(true);
    expect(isSchemaRefused({ status: status.UNAVAILABLE, errorCode: 'schema.api.unavailable' })).toBe(false);
  });
});
