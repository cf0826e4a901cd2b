/** A query the org refuses, with the platform's error code and message form. */

export class QueryFault extends Error {
  readonly errorCode: string;

  constructor(errorCode: string, message: string) {
    super(message);
    this.errorCode = errorCode;
  }
}

const REFERENCE = 'Please reference your WSDL or the describe call for the appropriate names.';

/** Builds faults that point at a word of the query, as the platform does. */
export type FaultMaker = {
  readonly unknownField: (name: string, entity: string) => QueryFault;
  readonly unknownRelationship: (name: string) => QueryFault;
  readonly unknownChildRelationship: (name: string) => QueryFault;
  readonly unknownObject: (name: string) => QueryFault;
  readonly wrongLiteral: (field: string, kind: string, quoted: boolean) => QueryFault;
  readonly noAggregate: (field: string, operator: string) => QueryFault;
  readonly invalidId: (text: string) => QueryFault;
  /** A field of a kind that queries cannot filter, sort or group by. */
  readonly unusable: (field: string, use: 'filtered' | 'sorted' | 'grouped') => QueryFault;
  readonly malformed: (text: string) => QueryFault;
};

export function makeFaults(soql: string): FaultMaker {
  const at = (errorCode: string, word: string, text: string): QueryFault => {
    const position = Math.max(0, findWord(soql, word));
    const line = soql.replace(/[\r\n]/g, ' ');
    const from = Math.max(0, position - 40);
    const pointer = `${' '.repeat(position - from)}^`;
    return new QueryFault(errorCode, `\n${line.slice(from, position + 40)}\n${pointer}\nERROR at Row:1:Column:${position + 1}\n${text}`);
  };
  return {
    unknownField: (name, entity) =>
      at(
        'INVALID_FIELD',
        name,
        `No such column '${name}' on entity '${entity}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. ${REFERENCE}`,
      ),
    unknownRelationship: (name) =>
      at(
        'INVALID_FIELD',
        name,
        `Didn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. ${REFERENCE}`,
      ),
    unknownChildRelationship: (name) =>
      at(
        'INVALID_TYPE',
        name,
        `Didn't understand relationship '${name}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. ${REFERENCE}`,
      ),
    unknownObject: (name) =>
      at(
        'INVALID_TYPE',
        name,
        `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. ${REFERENCE}`,
      ),
    wrongLiteral: (field, kind, quoted) =>
      at(
        'INVALID_FIELD',
        field,
        `value of filter criterion for field '${field}' must be of type ${kind} and should ${quoted ? '' : 'not '}be enclosed in quotes`,
      ),
    noAggregate: (field, operator) => at('MALFORMED_QUERY', operator, `field ${field} does not support aggregate operator ${operator}`),
    invalidId: (text) => at('INVALID_QUERY_FILTER_OPERATOR', text, `invalid ID field: ${text}`),
    unusable: (field, use) =>
      at(use === 'grouped' ? 'MALFORMED_QUERY' : 'INVALID_FIELD', field, `field '${field}' can not be ${use} in a query call`),
    malformed: (text) => new QueryFault('MALFORMED_QUERY', text),
  };
}

function findWord(soql: string, word: string): number {
  return soql.search(new RegExp(`\\b${word.replace(/[^\w]/g, '\\$&')}\\b`, 'i'));
}
