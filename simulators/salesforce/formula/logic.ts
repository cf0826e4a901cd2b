/** Source: "Logical" functions of the formula functions reference of Salesforce Help, and those that ask how a record changes. */
import { numberText } from './numbers.ts';
import { declared, type Builder, type FunctionTable } from './signature.ts';
import { commonTypeOf, isBlank, type Compiled, type Evaluate, type FormulaType, type FormulaValue } from './values.ts';

const every = declared('boolean* -> boolean', (operands) => (scope) => operands.every(({ evaluate }) => evaluate(scope) === true));
const some = declared('boolean* -> boolean', (operands) => (scope) => operands.some(({ evaluate }) => evaluate(scope) === true));

/** Of a function that needs the operand at `index`. */
function operandAt(operands: readonly Compiled[], index: number, name: string): Compiled {
  const operand = operands[index];
  if (operand === undefined) throw new Error(`${name} does not take ${operands.length} operands`);
  return operand;
}

const choose: Builder = (operands, name) => {
  const [condition, yes, no] = [0, 1, 2].map((index) => operandAt(operands, index, name)) as [Compiled, Compiled, Compiled];
  if (condition.type !== 'boolean' && condition.type !== 'nothing') throw new Error(`${name} takes boolean, not ${condition.type}`);
  return {
    type: commonTypeOf(name, [yes.type, no.type]),
    evaluate: (scope) => (condition.evaluate(scope) === true ? yes : no).evaluate(scope),
  };
};

/** `CASE(value, a, resultOfA, b, resultOfB, otherwise)`; the cases of a picklist are texts. */
const byCase: Builder = (operands, name) => {
  const [value, ...rest] = operands;
  const otherwise = rest.at(-1);
  if (value === undefined || otherwise === undefined || rest.length < 3 || rest.length % 2 === 0)
    throw new Error(`${name} does not take ${operands.length} operands`);
  const cases = Array.from({ length: (rest.length - 1) / 2 }, (_, index) => ({
    wanted: operandAt(rest, 2 * index, name),
    result: operandAt(rest, 2 * index + 1, name),
  }));
  const text = (type: FormulaType): FormulaType => (type === 'picklist' ? 'text' : type);
  commonTypeOf(
    name,
    [value, ...cases.map(({ wanted }) => wanted)].map(({ type }) => text(type)),
  );
  return {
    type: commonTypeOf(name, [...cases.map(({ result }) => result.type), otherwise.type]),
    evaluate: (scope) => {
      const held = value.evaluate(scope);
      const found = cases.find(({ wanted }) => same(held, wanted.evaluate(scope)));
      return (found?.result ?? otherwise).evaluate(scope);
    },
  };
};

/** What is blank equals what is blank. */
export const same = (left: FormulaValue, right: FormulaValue): boolean => left === right || (isBlank(left) && isBlank(right));

/** The second value where the first is blank, as `blank` has it. */
const substitute =
  (blank: (value: FormulaValue) => boolean): Builder =>
  (operands, name) => {
    const [value, otherwise] = [operandAt(operands, 0, name), operandAt(operands, 1, name)];
    const evaluate: Evaluate = (scope) => {
      const held = value.evaluate(scope);
      return blank(held) ? otherwise.evaluate(scope) : held;
    };
    const text = (type: FormulaType): FormulaType => (type === 'picklist' ? 'text' : type);
    return { type: commonTypeOf(name, [text(value.type), text(otherwise.type)]), evaluate };
  };

const iso = (ms: number): string => new Date(ms).toISOString();

/** As TEXT writes a value of a type. */
const WRITTEN: Readonly<Partial<Record<FormulaType, (value: number) => string>>> = {
  number: numberText,
  date: (ms) => iso(ms).slice(0, 10),
  datetime: (ms) => `${iso(ms).slice(0, 19).replace('T', ' ')}Z`,
  time: (ms) => iso(ms).slice(11, 23),
};

const toText = declared('number|date|datetime|time|picklist|text -> text', ([operand]) => (scope) => {
  const value = operand?.evaluate(scope) ?? null;
  const write = WRITTEN[operand?.type ?? 'nothing'];
  return value === null ? '' : typeof value === 'number' && write !== undefined ? write(value) : String(value);
});

const values = (held: FormulaValue): string[] => (typeof held === 'string' && held !== '' ? held.split(';') : []);

const priorOf = (operands: readonly Compiled[], name: string): Compiled & { readonly prior: Evaluate } => {
  const operand = operandAt(operands, 0, name);
  if (operand.prior === undefined) throw new Error(`${name} needs a field of the object`);
  return { ...operand, prior: operand.prior };
};

const isChanged: Builder = (operands, name) => {
  const { evaluate, prior } = priorOf(operands, name);
  return { type: 'boolean', evaluate: (scope) => scope.before !== undefined && prior(scope) !== evaluate(scope) };
};

const priorValue: Builder = (operands, name) => {
  const { type, prior } = priorOf(operands, name);
  return { type, evaluate: prior };
};

const blankTest = (blank: (value: FormulaValue) => boolean): Builder =>
  declared(
    'any -> boolean',
    ([operand]) =>
      (scope) =>
        blank(operand?.evaluate(scope) ?? null),
  );

export const LOGIC_FUNCTIONS: FunctionTable = {
  AND: every,
  '&&': every,
  OR: some,
  '||': some,
  NOT: declared(
    'boolean -> boolean',
    ([operand]) =>
      (scope) =>
        operand?.evaluate(scope) !== true,
  ),
  IF: choose,
  CASE: byCase,
  ISBLANK: blankTest(isBlank),
  // A text is never null, even when it is empty.
  ISNULL: blankTest((value) => value === null),
  BLANKVALUE: substitute(isBlank),
  NULLVALUE: substitute((value) => value === null),
  TEXT: toText,
  ISPICKVAL: declared(
    'picklist|text text -> boolean',
    ([field, wanted]) =>
      (scope) =>
        same(field?.evaluate(scope) ?? null, wanted?.evaluate(scope) ?? null),
  ),
  INCLUDES: declared(
    'multipicklist text -> boolean',
    ([field, wanted]) =>
      (scope) =>
        values(field?.evaluate(scope) ?? null).includes(String(wanted?.evaluate(scope) ?? '')),
  ),
  PICKLISTCOUNT: declared(
    'multipicklist -> number',
    ([field]) =>
      (scope) =>
        values(field?.evaluate(scope) ?? null).length,
  ),
  ISNEW: declared('-> boolean', () => (scope) => scope.before === undefined),
  // Records are cloned on a record page, which this org does not have.
  ISCLONE: declared('-> boolean', () => () => false),
  ISCHANGED: isChanged,
  PRIORVALUE: priorValue,
};
