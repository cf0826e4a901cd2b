/**
 * What a save in user mode asks before the org is asked: the object, then the fields. Source: Apex Developer Guide, "Enforce User Mode for Database
 * Operations"; the texts as public error reports have them. What sharing refuses the org tells itself.
 */
import type { ObjectRight } from '../../metadata/grants.ts';
import type { OrgObject } from '../../metadata/model.ts';
import type { ApexContext } from '../context.ts';
import type { DmlOutcome, DmlRequest, DmlVerb } from '../org-port.ts';

type Input = DmlRequest['records'][number];

const NEEDED: Readonly<Record<DmlVerb, (input: Input) => ObjectRight>> = {
  insert: () => 'create',
  update: () => 'edit',
  upsert: (input) => (input['Id'] === undefined ? 'create' : 'edit'),
  delete: () => 'delete',
  undelete: () => 'delete',
};

export const INACCESSIBLE = (object: string): string =>
  `Operation failed due to fields being inaccessible on Sobject ${object}, check errors on Exception or Result!`;

/** The org's answer, with records that set fields the user may not write refused. SecurityException when the user may not do it with the object. */
export function saveAsUser(context: ApexContext, request: DmlRequest): readonly DmlOutcome[] {
  const { object, verb, records, allOrNone } = request;
  const lacks = (input: Input): boolean => !context.rights().can(object, NEEDED[verb](input));
  if (records.some(lacks)) context.fail('SecurityException', `Access to entity '${object.name}' denied`);
  if (verb === 'delete' || verb === 'undelete') return context.org.save(request);
  const refused = records.map((input) => refusal(context, object, input));
  if (refused.every((outcome) => outcome === undefined)) return context.org.save(request);
  // What is saved beside a refused record would be undone.
  const others = allOrNone ? [] : context.org.save({ ...request, records: records.filter((_, index) => refused[index] === undefined) });
  const saved = others.values();
  return refused.map((outcome) => outcome ?? saved.next().value ?? NOT_TRIED);
}

const NOT_TRIED: DmlOutcome = { id: null, success: true, created: false, errors: [] };

function refusal({ org, rights }: ApexContext, object: OrgObject, input: Input): DmlOutcome | undefined {
  const fields = Object.keys(input).filter((name) => {
    const field = org.metadata.field(object, name);
    return field !== undefined && field.kind !== 'id' && !rights().field(object, field).edit;
  });
  if (fields.length === 0) return undefined;
  const error = { statusCode: 'INVALID_FIELD_FOR_INSERT_UPDATE', message: INACCESSIBLE(object.name), fields };
  return { id: null, success: false, created: false, errors: [error] };
}
