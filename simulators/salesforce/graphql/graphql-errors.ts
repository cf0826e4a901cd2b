/**
 * Errors in the form of the GraphQL API: `{ message, locations, paths, extensions: { ErrorType } }`, always with HTTP 200. Source: "Status Codes
 * and Error Responses" of the GraphQL API guide.
 */
import { GraphQLError } from 'graphql';

export type ErrorType = 'InvalidSyntax' | 'ValidationError' | 'DataFetchingException' | 'OperationNotSupported' | 'ExecutionAborted';

export type ErrorBody = {
  readonly message: string;
  readonly locations: readonly { readonly line: number; readonly column: number }[];
  readonly paths: readonly (string | number)[];
  readonly extensions: { readonly ErrorType: ErrorType };
};

/** What a resolver throws for a record it cannot read or write. */
export function fetchFault(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { ErrorType: 'DataFetchingException' } });
}

export function errorBody(error: GraphQLError, fallback: ErrorType): ErrorBody {
  const type = (error.extensions['ErrorType'] as ErrorType | undefined) ?? fallback;
  const path = error.path ?? [];
  return {
    message: type === 'DataFetchingException' ? `Exception while fetching data (/${path.join('/')}) : ${error.message}` : error.message,
    locations: (error.locations ?? []).map(({ line, column }) => ({ line, column })),
    paths: path,
    extensions: { ErrorType: type },
  };
}
