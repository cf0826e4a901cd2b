/** Source: Apex Reference Guide, "Request Class" and "Quiddity Enum". */
import { classOf } from '../types/type.ts';
import { PlatformObject } from '../values.ts';
import type { TransactionKind } from '../context-ports.ts';
import { enumValue } from './enum-value.ts';
import { platformClass, platformEnum, type PlatformClass } from './native.ts';

const quiddity = platformEnum('Quiddity', [
  'ANONYMOUS',
  'AURA',
  'BATCH_ACS',
  'BATCH_APEX',
  'BATCH_CHUNK_PARALLEL',
  'BATCH_CHUNK_SERIAL',
  'BULK_API',
  'COMMERCE_INTEGRATION',
  'DISCOVERABLE_LOGIN',
  'EXTERNAL_SERVICE_CALLBACK',
  'FUNCTION_CALLBACK',
  'FUTURE',
  'INBOUND_EMAIL_SERVICE',
  'INVOCABLE_ACTION',
  'IOT',
  'PLATFORM_EVENT_PUBLISH_CALLBACK',
  'POST_INSTALL_SCRIPT',
  'QUEUEABLE',
  'QUICK_ACTION',
  'REMOTE_ACTION',
  'REST',
  'RUNTEST_ASYNC',
  'RUNTEST_DEPLOY',
  'RUNTEST_SYNC',
  'SCHEDULED',
  'SOAP',
  'SYNCHRONOUS',
  'TRANSACTION_FINALIZER_QUEUEABLE',
  'UNDEFINED',
  'VF',
]);

type Request = PlatformObject<TransactionKind>;

const request = platformClass('Request', {
  'static Request getCurrent()': (context) => new PlatformObject(classOf('Request'), context.kind()),
  'String getRequestId()': (_, { state }: Request) => state.requestId,
  'Quiddity getQuiddity()': (context, { state }: Request) => enumValue(context, 'Quiddity', state.quiddity),
});

export const requestClasses: readonly PlatformClass[] = [quiddity, request];
