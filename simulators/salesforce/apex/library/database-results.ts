/** Results of saves. Source: Apex Reference Guide, "Database Namespace": SaveResult, UpsertResult, DeleteResult, UndeleteResult, MergeResult, EmptyRecycleBinResult, Error. */
import type { DmlError } from '../../storage/dml-error.ts';
import type { ApexList } from '../collections.ts';
import type { ApexContext } from '../context.ts';
import type { DmlOutcome, MergeOutcome } from '../org-port.ts';
import { classOf } from '../types/type.ts';
import { PlatformObject } from '../values.ts';
import { findEnumValue } from './enum-value.ts';
import { idList, listOfClass, textList } from './list-value.ts';
import { platformClass, type Members, type PlatformClass } from './native.ts';
import { STATUS_CODES } from './status-codes.ts';

type Result = PlatformObject<DmlOutcome>;

/** Leads are not converted here, but tests make results of it. */
export type LeadConvertOutcome = DmlOutcome & Readonly<Record<'leadId' | 'accountId' | 'contactId' | 'opportunityId', string | null>>;

export const errorList = (errors: readonly DmlError[]): ApexList =>
  listOfClass(
    'Database.Error',
    errors.map((error) => new PlatformObject(classOf('Database.Error'), error)),
  );

const common: Members = {
  'Id id': { get: (_, { state }: Result) => state.id },
  'Boolean success': { get: (_, { state }: Result) => state.success },
  'List<Database.Error> errors': { get: (_, { state }: Result) => errorList(state.errors) },
  'Id getId()': (_, { state }: Result) => state.id,
  'Boolean isSuccess()': (_, { state }: Result) => state.success,
  'List<Database.Error> getErrors()': (_, { state }: Result) => errorList(state.errors),
};

function statusCode(context: ApexContext, { statusCode: name }: DmlError): unknown {
  return findEnumValue(context, 'StatusCode', name) ?? context.fail('UnexpectedException', `StatusCode has no ${name}`);
}

const databaseError = platformClass('Database.Error', {
  'List<String> getFields()': (_, { state }: PlatformObject<DmlError>) => textList(state.fields),
  'String getMessage()': (_, { state }: PlatformObject<DmlError>) => state.message,
  'StatusCode getStatusCode()': (context, { state }: PlatformObject<DmlError>) => statusCode(context, state),
});

export const databaseResults: readonly PlatformClass[] = [
  STATUS_CODES,
  databaseError,
  platformClass('Database.SaveResult', common),
  platformClass('Database.UpsertResult', {
    ...common,
    'Boolean created': { get: (_, { state }: Result) => state.created },
    'Boolean isCreated()': (_, { state }: Result) => state.created,
  }),
  platformClass('Database.DeleteResult', common),
  platformClass('Database.UndeleteResult', common),
  platformClass('Database.EmptyRecycleBinResult', common),
  platformClass('Database.MergeResult', {
    ...common,
    'List<Id> getMergedRecordIds()': (_, { state }: PlatformObject<MergeOutcome>) => idList(state.mergedIds),
    'List<Id> getUpdatedRelatedIds()': (_, { state }: PlatformObject<MergeOutcome>) => idList(state.relatedIds),
  }),
  platformClass('Database.LeadConvertResult', {
    ...common,
    'Id getLeadId()': (_, { state }: PlatformObject<LeadConvertOutcome>) => state.leadId,
    'Id getAccountId()': (_, { state }: PlatformObject<LeadConvertOutcome>) => state.accountId,
    'Id getContactId()': (_, { state }: PlatformObject<LeadConvertOutcome>) => state.contactId,
    'Id getOpportunityId()': (_, { state }: PlatformObject<LeadConvertOutcome>) => state.opportunityId,
  }),
];
