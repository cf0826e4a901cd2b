/** Source: Apex Reference Guide, "Exception Class and Built-In Exceptions". */
import type { ApexContext } from '../context.ts';
import { ExceptionObject, type DmlFailure } from '../run/exceptions.ts';
import { ApexMap, ApexSet } from '../collections.ts';
import { classOf, mapOf, setOf, STRING, type ApexType } from '../types/type.ts';
import { listOfType, textList } from './list-value.ts';
import type { Value } from '../values.ts';
import { enumValue, findEnumValue } from './enum-value.ts';
import { platformClass, type Members, type PlatformClass } from './native.ts';
import { fieldToken } from './schema/tokens.ts';

function made(context: ApexContext, type: ApexType, ...args: Value[]): ExceptionObject {
  const exception = ExceptionObject.of(type, null).nException(...args);
  exception.stack = context.trace();
  return exception;
}

/** Exceptions of the platform that have no methods of their own. */
const PLAIN = [
  'AssertException',
  'AsyncException',
  'BigObjectException',
  'CalloutException',
  'DuplicateMessageException',
  'ExternalObjectException',
  'FinalException',
  'FlowException',
  'HandledException',
  'IllegalArgumentException',
  'InvalidHeaderException',
  'InvalidParameterValueException',
  'InvalidReadOnlyUserDmlException',
  'JSONException',
  'LicenseException',
  'LimitException',
  'ListException',
  'MathException',
  'NoAccessException',
  'NoDataFoundException',
  'NoSuchElementException',
  'NullPointerException',
  'ProcedureException',
  'RequiredFeatureMissingException',
  'SearchException',
  'SecurityException',
  'SerializationException',
  'SObjectException',
  'StringException',
  'SystemException',
  'TypeException',
  'UnexpectedException',
  'UnsupportedOperationException',
  'VisualforceException',
  'XmlException',
];

const OF_THE_PLATFORM = new Set(['Exception', 'AuraHandledException', 'DmlException', 'EmailException', ...PLAIN]);

/** `System.DmlException`; the name alone for a class of the package. */
export const typeNameOf = ({ type }: ExceptionObject): string => nameOfType(type);

/** As `Type.getName` says it: exceptions of the platform are named with their namespace. */
export const nameOfType = (type: ApexType): string => (OF_THE_PLATFORM.has(type.name) ? `System.${type.name}` : type.name);

/** What an exception without a message tells, and an AuraHandledException to Apex code, unless `setMessage` said otherwise: its text is for the client. */
const SCRIPT_THROWN = 'Script-thrown exception';

function messageOf(self: ExceptionObject): string | null {
  if (self.type.base !== 'AuraHandledException' || self['told'] === true) return self.message ?? SCRIPT_THROWN;
  return SCRIPT_THROWN;
}

/** Its own calls, then those of what caused it. */
function stackOf({ stack = '', cause }: ExceptionObject): string {
  return cause instanceof ExceptionObject ? `${stack}\nCaused by\n${stackOf(cause)}` : stack;
}

const messages: Members = {
  'String getMessage()': (_, self: ExceptionObject) => messageOf(self),
  'void setMessage(String? message)': (_, self: ExceptionObject, message: string | null) => {
    self.message = message;
    if (self.type.base === 'AuraHandledException') self['told'] = true;
  },
  'Exception getCause()': (_, self: ExceptionObject) => self.cause,
  'void initCause(Exception cause)': (_, self: ExceptionObject, cause: ExceptionObject) => {
    self.cause = cause;
  },
  'Integer getLineNumber()': (_, self: ExceptionObject) => self.line,
  'String getStackTraceString()': (_, self: ExceptionObject) => stackOf(self),
  'String getTypeName()': (_, self: ExceptionObject) => typeNameOf(self),
  'String toString()': (_, self: ExceptionObject) => `${typeNameOf(self)}: ${messageOf(self) ?? ''}`,
};

/** The four constructors. */
const constructors: Members = {
  'Exception()': (context, type: ApexType) => made(context, type),
  'Exception(String? message)': (context, type: ApexType, message: Value) => made(context, type, message),
  'Exception(Exception cause)': (context, type: ApexType, cause: Value) => made(context, type, cause),
  'Exception(String? message, Exception? cause)': (context, type: ApexType, message: Value, cause: Value) =>
    made(context, type, message, cause),
};

const exceptionClass = platformClass('Exception', { ...constructors, ...messages }, { virtual: true });

function failure(context: ApexContext, self: ExceptionObject, index: number): DmlFailure {
  return self.failures[index] ?? context.fail('ListException', `List index out of bounds: ${index}`);
}

function fieldsOf(context: ApexContext, { id, fields }: DmlFailure): Value {
  const object = id === null ? undefined : [...context.org.metadata.objects.values()].find(({ keyPrefix }) => id.startsWith(keyPrefix));
  const tokens = fields.map((name) => (object === undefined ? null : fieldToken(context, object.name, name)));
  return listOfType(
    classOf('Schema.SObjectField'),
    tokens.filter((token) => token !== null),
  );
}

const dmlMembers: Members = {
  'Integer getNumDml()': (_, self: ExceptionObject) => self.failures.length,
  'String getDmlMessage(Integer index)': (context, self: ExceptionObject, index: number) => failure(context, self, index).message,
  'Id getDmlId(Integer index)': (context, self: ExceptionObject, index: number) => failure(context, self, index).id,
  'Integer getDmlIndex(Integer index)': (context, self: ExceptionObject, index: number) => failure(context, self, index).index,
  'List<String> getDmlFieldNames(Integer index)': (context, self: ExceptionObject, index: number) =>
    textList(failure(context, self, index).fields),
  'List<Schema.SObjectField> getDmlFields(Integer index)': (context, self: ExceptionObject, index: number) =>
    fieldsOf(context, failure(context, self, index)),
  'String getDmlStatusCode(Integer index)': (context, self: ExceptionObject, index: number) => failure(context, self, index).statusCode,
  'StatusCode getDmlType(Integer index)': (context, self: ExceptionObject, index: number) =>
    findEnumValue(context, 'StatusCode', failure(context, self, index).statusCode) ?? enumValue(context, 'StatusCode', 'UNKNOWN_EXCEPTION'),
};

const queryMembers: Members = {
  'Map<String, Set<String>> getInaccessibleFields()': (_, self: ExceptionObject) =>
    new ApexMap(
      mapOf(STRING, setOf(STRING)),
      [...self.inaccessible].map(([object, fields]) => [object, new ApexSet(setOf(STRING), fields)] as const),
    ),
};

const plain = (name: string): PlatformClass => platformClass(name, {}, { extends: 'Exception', virtual: true });

export const exceptionClasses: readonly PlatformClass[] = [
  exceptionClass,
  ...PLAIN.map(plain),
  platformClass('AuraHandledException', {}, { extends: 'Exception' }),
  platformClass('DmlException', dmlMembers, { extends: 'Exception', virtual: true }),
  platformClass('QueryException', queryMembers, { extends: 'Exception', virtual: true }),
  platformClass('EmailException', dmlMembers, { extends: 'Exception', virtual: true }),
  plain('EventBus.RetryableException'),
  plain('Cache.Org.OrgCacheException'),
];
