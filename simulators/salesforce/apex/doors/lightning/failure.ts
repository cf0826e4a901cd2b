/** What a Lightning component gets as `error.body` when Apex throws. Source: LWC Developer Guide, "Handle Errors", and ldsUtils of the LWC recipes. */
import { typeNameOf } from '../../library/exceptions.ts';
import type { DmlFailure, ExceptionObject } from '../../run/exceptions.ts';
import type { JsonValue } from './result.ts';

export function failureBody(exception: ExceptionObject, isOfPackage: boolean): JsonValue {
  if (exception.type.base === 'AuraHandledException') return { message: exception.message ?? '' };
  const exceptionType = typeNameOf(exception);
  const about = {
    exceptionType,
    isUserDefinedException: isOfPackage,
    message: exception.message ?? exceptionType,
    stackTrace: exception.stack ?? '',
  };
  return exception.failures.length === 0 ? about : { ...about, ...recordErrors(exception.failures) };
}

type RecordError = { readonly statusCode: string; readonly message: string };

/** Errors of a save: those of fields by field, the others of the page. */
function recordErrors(failures: readonly DmlFailure[]): { readonly [name: string]: JsonValue } {
  const fieldErrors: Record<string, RecordError[]> = {};
  const pageErrors: RecordError[] = [];
  for (const { statusCode, message, fields } of failures) {
    if (fields.length === 0) pageErrors.push({ statusCode, message });
    for (const field of fields) (fieldErrors[field] ??= []).push({ statusCode, message });
  }
  return { fieldErrors, pageErrors, duplicateResults: [], index: failures[0]?.index ?? 0 };
}
