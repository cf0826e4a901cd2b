/** The syntax of Apex as plain data, so that it can be kept in a file. Names keep the case they were written in. */
import type { TypeName } from '../types/type-name.ts';

/** Both count from 1, as the platform's messages do. */
export type Position = { readonly line: number; readonly column: number };

type Node = { readonly at: Position };

export type LiteralType = 'Integer' | 'Long' | 'Decimal' | 'Double' | 'String' | 'Boolean' | 'null';

export type BinaryOperator =
  '+' | '-' | '*' | '/' | '<<' | '>>' | '>>>' | '&' | '|' | '^' | '&&' | '||' | '==' | '!=' | '===' | '!==' | '<' | '<=' | '>' | '>=';

export type SoqlBind = { readonly name: string; readonly value: Expression };

export type Expression = Node &
  (
    | { readonly kind: 'literal'; readonly type: LiteralType; readonly text: string }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'this' | 'super' }
    | { readonly kind: 'field'; readonly target: Expression; readonly name: string; readonly safe: boolean }
    | {
        readonly kind: 'call';
        readonly target: Expression | null;
        readonly name: string;
        readonly args: readonly Expression[];
        readonly safe: boolean;
      }
    | { readonly kind: 'delegate'; readonly to: 'this' | 'super'; readonly args: readonly Expression[] }
    | { readonly kind: 'index'; readonly target: Expression; readonly index: Expression }
    | { readonly kind: 'new'; readonly type: TypeName; readonly args: readonly Expression[] }
    | { readonly kind: 'newArray'; readonly type: TypeName; readonly size: Expression }
    | { readonly kind: 'newValues'; readonly type: TypeName; readonly values: readonly Expression[] }
    | { readonly kind: 'newMap'; readonly type: TypeName; readonly entries: readonly (readonly [Expression, Expression])[] }
    | { readonly kind: 'cast'; readonly type: TypeName; readonly value: Expression }
    | { readonly kind: 'instanceof'; readonly type: TypeName; readonly value: Expression }
    | { readonly kind: 'classLiteral'; readonly type: TypeName }
    | { readonly kind: 'unary'; readonly operator: '+' | '-' | '!' | '~'; readonly value: Expression }
    | { readonly kind: 'step'; readonly operator: '++' | '--'; readonly prefix: boolean; readonly target: Expression }
    | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Expression; readonly right: Expression }
    | { readonly kind: 'coalesce'; readonly left: Expression; readonly right: Expression }
    | { readonly kind: 'ternary'; readonly test: Expression; readonly then: Expression; readonly otherwise: Expression }
    /** `operator` is null for a plain `=`. */
    | { readonly kind: 'assign'; readonly operator: BinaryOperator | null; readonly target: Expression; readonly value: Expression }
    /** In the text each bind stands as `:b0`, `:b1`, … */
    | { readonly kind: 'soql'; readonly text: string; readonly binds: readonly SoqlBind[] }
    | { readonly kind: 'sosl'; readonly text: string; readonly binds: readonly SoqlBind[] }
  );

export type Declarator = Node & { readonly name: string; readonly value: Expression | null };

export type DmlVerb = 'insert' | 'update' | 'upsert' | 'delete' | 'undelete' | 'merge';

export type WhenValue = Node &
  ({ readonly kind: 'literal'; readonly type: LiteralType; readonly text: string } | { readonly kind: 'enum'; readonly name: string });

export type When = Node & {
  readonly values: readonly WhenValue[];
  /** `when Account a`: binds the record when it is of that type. */
  readonly binding: { readonly type: TypeName; readonly name: string } | null;
  readonly body: Block;
};

export type Catch = Node & { readonly type: TypeName; readonly name: string; readonly body: Block };

export type Block = Node & { readonly kind: 'block'; readonly statements: readonly Statement[] };

export type Statement =
  | Block
  | (Node &
      (
        | { readonly kind: 'local'; readonly type: TypeName; readonly final: boolean; readonly declarators: readonly Declarator[] }
        | { readonly kind: 'expression'; readonly value: Expression }
        | { readonly kind: 'if'; readonly test: Expression; readonly then: Statement; readonly otherwise: Statement | null }
        | { readonly kind: 'switch'; readonly on: Expression; readonly whens: readonly When[]; readonly otherwise: Block | null }
        | {
            readonly kind: 'for';
            readonly start: Statement | null;
            readonly test: Expression | null;
            readonly step: readonly Expression[];
            readonly body: Statement | null;
          }
        | {
            readonly kind: 'forEach';
            readonly type: TypeName;
            readonly name: string;
            readonly over: Expression;
            readonly body: Statement | null;
          }
        | { readonly kind: 'while'; readonly test: Expression; readonly body: Statement | null }
        | { readonly kind: 'doWhile'; readonly test: Expression; readonly body: Block }
        | { readonly kind: 'try'; readonly body: Block; readonly catches: readonly Catch[]; readonly finally: Block | null }
        | { readonly kind: 'return'; readonly value: Expression | null }
        | { readonly kind: 'throw'; readonly value: Expression }
        | { readonly kind: 'break' | 'continue' }
        | {
            readonly kind: 'dml';
            readonly verb: DmlVerb;
            readonly access: 'user' | 'system' | null;
            readonly value: Expression;
            /** Of a merge: what is merged into `value`. */
            readonly with: Expression | null;
            /** Of an upsert: the external id field. */
            readonly key: string | null;
          }
        | { readonly kind: 'runAs'; readonly user: Expression; readonly body: Block }
      ));

export type Annotation = Node & { readonly name: string; readonly values: Readonly<Record<string, string>> };

export type Modifiers = {
  /** In lower case: `public`, `static`, `virtual`, `with sharing`, … */
  readonly words: readonly string[];
  readonly annotations: readonly Annotation[];
};

export type ParameterDeclaration = Node & { readonly type: TypeName; readonly name: string };

export type MethodDeclaration = Node & {
  readonly kind: 'method';
  readonly modifiers: Modifiers;
  /** Null for a constructor. */
  readonly returns: TypeName | null;
  readonly name: string;
  readonly parameters: readonly ParameterDeclaration[];
  readonly body: Block | null;
};

export type Accessor = { readonly modifiers: Modifiers; /** Null for `get;`. */ readonly body: Block | null };

export type FieldDeclaration = Node & {
  readonly kind: 'field';
  readonly modifiers: Modifiers;
  readonly type: TypeName;
  readonly declarators: readonly Declarator[];
};

export type PropertyDeclaration = Node & {
  readonly kind: 'property';
  readonly modifiers: Modifiers;
  readonly type: TypeName;
  readonly name: string;
  readonly get: Accessor | null;
  readonly set: Accessor | null;
};

export type Initializer = Node & { readonly kind: 'initializer'; readonly static: boolean; readonly body: Block };

export type Member = MethodDeclaration | FieldDeclaration | PropertyDeclaration | Initializer | TypeDeclaration;

export type TypeDeclaration = Node & {
  readonly kind: 'class' | 'interface' | 'enum';
  readonly modifiers: Modifiers;
  readonly name: string;
  readonly extends: TypeName | null;
  readonly implements: readonly TypeName[];
  readonly members: readonly Member[];
  /** Of an enum. */
  readonly values: readonly string[];
};

export type TriggerEvent = { readonly when: 'before' | 'after'; readonly operation: 'insert' | 'update' | 'delete' | 'undelete' };

export type TriggerDeclaration = Node & {
  readonly kind: 'trigger';
  readonly name: string;
  readonly object: string;
  readonly events: readonly TriggerEvent[];
  readonly body: readonly (Statement | Member)[];
};

export type AnonymousBlock = Node & { readonly kind: 'anonymous'; readonly body: readonly (Statement | Member)[] };

export type SyntaxTree = TypeDeclaration | TriggerDeclaration | AnonymousBlock;

export type SyntaxProblem = { readonly at: Position; readonly message: string };

export type SourceForm = 'class' | 'trigger' | 'anonymous';

export type Parsed = { readonly ok: true; readonly tree: SyntaxTree } | { readonly ok: false; readonly problems: readonly SyntaxProblem[] };
