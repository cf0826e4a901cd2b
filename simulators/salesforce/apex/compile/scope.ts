/** Where an expression or a statement stands: the class, the method, the variables in sight. */
import type { Expression, Position, Statement } from '../syntax/ast.ts';
import { writeTypeName, type TypeName } from '../types/type-name.ts';
import type { ClassInfo, FieldInfo } from '../types/class-info.ts';
import { OBJECT, VOID, type ApexType } from '../types/type.ts';
import type { Operand } from './operand-types.ts';
import type { Program } from './program.ts';

export type Local = { readonly type: ApexType; readonly code: string; readonly final: boolean };

/** Expressions and statements are made of one another: each form compiles its parts through this. */
export type Recursion = {
  readonly operand: (scope: Scope, expression: Expression) => Operand;
  readonly statement: (scope: Scope, statement: Statement) => string;
};

export type Scope = {
  readonly recursion: Recursion;
  readonly program: Program;
  readonly unit: string;
  /** Undefined in a trigger or an anonymous block. */
  readonly info: ClassInfo | undefined;
  readonly static: boolean;
  /** Of a method; void where nothing may be returned. */
  readonly returns: ApexType;
  /** The records a trigger is about. */
  readonly trigger: ApexType | undefined;
  /** Variables of the blocks around, the innermost last. */
  readonly blocks: Map<string, Local>[];
  /** The property whose accessor this is: there its name means the value behind it. */
  readonly accessorOf: FieldInfo | undefined;
  /** A constructor or initialiser of the class: its final variables get their values here. */
  readonly initializes: boolean;
  /** Names of temporary variables the function needs. */
  readonly temporaries: string[];
  /** How many problems were known before the first of this function. */
  readonly problemsBefore: number;
  /** How many loops and switches stand around: `break` needs one. */
  loops: number;
};

export type ScopeTraits = Pick<Scope, 'program' | 'recursion' | 'unit' | 'info' | 'static'> & Partial<Scope>;

export function makeScope(traits: ScopeTraits): Scope {
  return {
    returns: VOID,
    trigger: undefined,
    blocks: [new Map<string, Local>()],
    accessorOf: undefined,
    initializes: false,
    temporaries: [],
    loops: 0,
    problemsBefore: traits.program.problems.length,
    ...traits,
  };
}

export function report(scope: Scope, at: Position, message: string): void {
  const { problems } = scope.program;
  // One mistake often shows in several ways at one place: the first says it best.
  if (!problems.some((problem) => problem.unit === scope.unit && problem.at.line === at.line && problem.at.column === at.column)) {
    problems.push({ unit: scope.unit, at, message });
  }
}

export function resolveType(scope: Scope, name: TypeName, at: Position): ApexType {
  const type = scope.program.table.resolve(name, scope.info);
  if (type === undefined) report(scope, at, `Invalid type: ${writeTypeName(name)}`);
  return type ?? OBJECT;
}

export function findLocal(scope: Scope, name: string): Local | undefined {
  const lower = name.toLowerCase();
  for (let index = scope.blocks.length - 1; index >= 0; index -= 1) {
    const found = scope.blocks[index]?.get(lower);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Declares a variable in the innermost block and returns its name in compiled code. */
export function declareLocal(
  scope: Scope,
  { name, type, at }: { readonly name: string; readonly type: ApexType; readonly at: Position },
  final = false,
): string {
  const lower = name.toLowerCase();
  if (findLocal(scope, name) !== undefined) report(scope, at, `Duplicate variable: ${name}`);
  const code = `v_${lower}`;
  scope.blocks.at(-1)?.set(lower, { type, code, final });
  return code;
}

export function inBlock<Result>(scope: Scope, work: () => Result): Result {
  scope.blocks.push(new Map());
  try {
    return work();
  } finally {
    scope.blocks.pop();
  }
}

export function temporary(scope: Scope): string {
  const name = `t${scope.temporaries.length}`;
  scope.temporaries.push(name);
  return name;
}
