/** The part of Avro 1.11 that event schemas use. */
export type AvroField = { readonly name: string; readonly doc?: string; readonly type: AvroType; readonly default?: null };

export type AvroRecord = {
  readonly type: 'record';
  readonly name: string;
  readonly namespace?: string;
  readonly fields: readonly AvroField[];
};

export type AvroType =
  /** A primitive type, or the name of a record defined earlier in the schema. */
  | string
  | AvroRecord
  | { readonly type: 'array'; readonly items: string }
  | { readonly type: 'enum'; readonly name: string; readonly symbols: readonly string[] }
  | readonly AvroType[];

export const eventNamespace = 'com.sforce.eventbus';

/** A field that may be empty, as all body fields of events are. */
export function nullable(name: string, doc: string | undefined, ...types: AvroType[]): AvroField {
  return { name, ...(doc === undefined ? {} : { doc }), type: ['null', ...types], default: null };
}
