/** Every platform class the org has. A class that is missing here is "not supported" to the resolver. */
import { accessClasses } from './access-level.ts';
import { assertClass } from './assert.ts';
import { asyncClasses } from './async.ts';
import { asyncInfo } from './async-info.ts';
import { cacheClasses } from './cache.ts';
import { dmlOptionsClasses } from './dml-options.ts';
import { blobClass, encodingUtil } from './blob.ts';
import { booleanClass } from './boolean.ts';
import { listClass } from './collections/list-class.ts';
import { mapClass } from './collections/map-class.ts';
import { setClass } from './collections/set-class.ts';
import { cryptoClass } from './crypto.ts';
import { databaseResults } from './database-results.ts';
import { dateClass } from './date-class.ts';
import { datetimeClass } from './datetime-class.ts';
import { decimalClass, roundingMode } from './decimal-class.ts';
import { eventBusClasses } from './event-bus.ts';
import { exceptionClasses } from './exceptions.ts';
import { httpClasses } from './http.ts';
import { idClass, uuidClass } from './id.ts';
import { interfaces } from './interfaces.ts';
import { invocableClasses } from './invocable.ts';
import { iterableInterface, iteratorInterface, listIterator } from './iterator.ts';
import { flowInterview } from './flow.ts';
import { inboundEmail } from './inbound-email.ts';
import { generatorClass } from './json/generator.ts';
import { jsonClass } from './json/json-class.ts';
import { jsonToken, parserClass } from './json/parser.ts';
import { labelClass } from './label-class.ts';
import { limitsClass } from './limits-class.ts';
import { mathClass } from './math.ts';
import { messagingClasses } from './messaging.ts';
import type { PlatformClass } from './native.ts';
import { doubleClass, integerClass, longClass } from './numbers.ts';
import { networkClass } from './network.ts';
import { objectClass } from './object-class.ts';
import { orgLimits } from './org-limits.ts';
import { pageReference } from './page-reference.ts';
import { matcherClass, patternClass } from './pattern.ts';
import { queryLocatorClasses } from './query-locator.ts';
import { requestClasses } from './request.ts';
import { describedFields } from './schema/describe-field.ts';
import { fieldSetClasses } from './schema/field-sets.ts';
import { describedObjects } from './schema/describe-sobject.ts';
import { schemaTypes } from './schema/sobject-type.ts';
import { restClasses } from './rest-context.ts';
import { securityClasses } from './security.ts';
import { sobjectClass } from './sobject-class.ts';
import { staticResourceMocks } from './static-resources.ts';
import { stringClass } from './string/string-class.ts';
import { loggingLevel, systemClass } from './system.ts';
import { formulaClasses } from './formula-class.ts';
import { testClasses } from './test-class.ts';
import { timeClass } from './time-class.ts';
import { timeZoneClass } from './time-zone.ts';
import { typeClass } from './type-class.ts';
import { urlClass } from './url.ts';
import { featureManagement, userInfo } from './user-info.ts';

const values = [
  objectClass,
  booleanClass,
  stringClass,
  idClass,
  uuidClass,
  integerClass,
  longClass,
  doubleClass,
  decimalClass,
  roundingMode,
  mathClass,
  dateClass,
  datetimeClass,
  timeClass,
  timeZoneClass,
  blobClass,
  encodingUtil,
  cryptoClass,
];

const collections = [listClass, setClass, mapClass, iterableInterface, iteratorInterface, listIterator];

const texts = [patternClass, matcherClass, jsonClass, generatorClass, parserClass, jsonToken, urlClass, pageReference];

const running = [
  systemClass,
  loggingLevel,
  assertClass,
  typeClass,
  labelClass,
  limitsClass,
  ...orgLimits,
  userInfo,
  featureManagement,
  ...requestClasses,
  asyncInfo,
  ...asyncClasses,
  ...cacheClasses,
  ...dmlOptionsClasses,
  ...testClasses,
  ...formulaClasses,
  ...staticResourceMocks,
  ...invocableClasses,
  ...interfaces,
  ...exceptionClasses,
];

const data = [
  sobjectClass,
  ...schemaTypes,
  ...describedObjects,
  ...fieldSetClasses,
  ...describedFields,
  ...databaseResults,
  ...queryLocatorClasses,
  ...accessClasses,
  ...securityClasses,
];

const outside = [...httpClasses, ...restClasses, ...eventBusClasses, ...messagingClasses, ...inboundEmail, networkClass, flowInterview];

export const PLATFORM_CLASSES: readonly PlatformClass[] = [...values, ...collections, ...texts, ...running, ...data, ...outside];
