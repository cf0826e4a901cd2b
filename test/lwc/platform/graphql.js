/** Stand-in for `lightning/graphql`: the test tool's own knows neither `refresh` nor partial answers. */
import { createTestWireAdapter } from '@salesforce/wire-service-jest-util';

export class graphql extends createTestWireAdapter() {
  static refresh = jest.fn(async () => undefined);

  /** Answers all wires, or those of one query. */
  static emit(data, query) {
    graphql.answer({ data, errors: undefined }, query);
  }

  static emitErrors(errors, query) {
    graphql.answer({ data: undefined, errors }, query);
  }

  static emitPartial(data, errors, query) {
    graphql.answer({ data, errors }, query);
  }

  static answer(value, query) {
    super.emit({ ...value, refresh: graphql.refresh }, query && ((config) => config.query === query));
  }

  constructor(dataCallback) {
    super(dataCallback);
    dataCallback({ data: undefined, errors: undefined, refresh: undefined });
  }
}

export const gql = (strings, ...values) => String.raw({ raw: strings }, ...values);
