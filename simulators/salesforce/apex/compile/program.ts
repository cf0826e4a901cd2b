/** What is collected while a program is compiled: problems, constants, and the tables that lead from compiled code back to Apex. */
import type { QueryReader } from '../../soql/parse.ts';
import type { Position } from '../syntax/ast.ts';
import type { ClassInfo } from '../types/class-info.ts';
import type { TypeTable } from '../types/type-table.ts';

export type Problem = { readonly unit: string; readonly at: Position; readonly message: string };

/** A statement that can be stepped on: coverage and stack traces name its line. */
export type StatementPlace = { readonly unit: string; readonly at: Position };

/** A method as stack traces name it: `Class.OB_Settings.current`. */
export type MethodPlace = {
  readonly title: string;
  /** Of a method: `Class.name(String, Id)`, as debug logs have it. */
  readonly signature?: string;
  readonly sharing: Sharing;
  /** Of a query or save that does not say. */ readonly mode: 'user' | 'system';
  /** Of the platform, as the class is written for. */ readonly apiVersion: number;
};

/** As the class says that holds the code; a trigger itself runs without sharing. */
export type Sharing = 'with' | 'without' | 'inherited' | 'unstated' | 'trigger';

export type Program = {
  readonly table: TypeTable;
  readonly problems: Problem[];
  readonly statements: StatementPlace[];
  readonly methods: MethodPlace[];
  /** Puts a value into the constants of the compiled code and returns the code that reads it. */
  readonly constant: (value: unknown) => string;
  readonly constants: readonly unknown[];
  /** A number for each class, in the names of compiled code. */
  readonly numberOf: (info: ClassInfo) => number;
  /** Known label names, in lower case. */
  readonly hasLabel: (name: string) => boolean;
  /** A function that cannot be compiled fails when it is called, instead of stopping the whole program. */
  readonly isolate: boolean;
  readonly readQuery: QueryReader;
};

export function makeProgram(table: TypeTable, given: Pick<Program, 'hasLabel' | 'isolate' | 'readQuery'>): Program {
  const constants: unknown[] = [];
  const places = new Map<unknown, number>();
  const numbers = new Map<ClassInfo, number>();
  return {
    table,
    problems: [],
    statements: [],
    methods: [],
    constants,
    ...given,
    constant: (value) => {
      let place = places.get(value);
      if (place === undefined) {
        place = constants.push(value) - 1;
        places.set(value, place);
      }
      return `K[${place}]`;
    },
    numberOf: (info) => {
      let number = numbers.get(info);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(info, number);
      }
      return number;
    },
  };
}
