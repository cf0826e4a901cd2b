/** Functions by their signatures: `text number? -> text` takes a text and perhaps a number. `*` may be repeated, `date|datetime` is either. */
import type { Compiled, FormulaScope, FormulaType, FormulaValue } from './values.ts';

/** Makes a call of its operands; throws on those the function does not take. */
export type Builder = (operands: readonly Compiled[], name: string) => Compiled;

export type FunctionTable = Readonly<Record<string, Builder>>;

type Parameter = { readonly types: readonly string[]; readonly optional: boolean; readonly repeated: boolean };

type Signature = { readonly parameters: readonly Parameter[]; readonly result: FormulaType | 'same' };

function readSignature(text: string): Signature {
  const [before = '', result = ''] = text.split('->').map((part) => part.trim());
  const parameters = before.split(' ').filter((word) => word !== '');
  return {
    parameters: parameters.map((word) => ({
      types: word.replace(/[?*]$/, '').split('|'),
      optional: word.endsWith('?'),
      repeated: word.endsWith('*'),
    })),
    result: result as FormulaType | 'same',
  };
}

function check({ parameters }: Signature, operands: readonly Compiled[], name: string): void {
  const least = parameters.filter(({ optional }) => !optional).length;
  const most = parameters.some(({ repeated }) => repeated) ? Infinity : parameters.length;
  if (operands.length < least || operands.length > most) throw new Error(`${name} does not take ${operands.length} operands`);
  for (const [index, { type }] of operands.entries()) {
    const types = parameters[Math.min(index, parameters.length - 1)]?.types ?? [];
    if (type !== 'nothing' && !types.includes(type) && !types.includes('any'))
      throw new Error(`${name} takes ${types.join(' or ')}, not ${type}`);
  }
}

type Apply = (scope: FormulaScope, ...values: readonly FormulaValue[]) => FormulaValue;

/** Checks the operands and leaves their values to `build`. The result `same` is the type of the first operand. */
export function declared(signature: string, build: (operands: readonly Compiled[]) => Compiled['evaluate']): Builder {
  const read = readSignature(signature);
  return (operands, name) => {
    check(read, operands, name);
    return { type: read.result === 'same' ? (operands[0]?.type ?? 'nothing') : read.result, evaluate: build(operands) };
  };
}

/** `apply` is given the scope and values: a blank text is an empty one, and with another blank the result is blank. */
export function scoped(signature: string, apply: (scope: FormulaScope, ...values: never[]) => FormulaValue): Builder {
  const isText = readSignature(signature).parameters.map(({ types }) => types.every((type) => type === 'text' || type === 'picklist'));
  return declared(signature, (operands) => (scope) => {
    const values = operands.map(
      ({ evaluate }, index) => evaluate(scope) ?? (isText[Math.min(index, isText.length - 1)] === true ? '' : null),
    );
    return values.includes(null) ? null : (apply as Apply)(scope, ...values);
  });
}

/** As `scoped`, for what depends on its operands alone. */
export function pure(signature: string, apply: (...values: never[]) => FormulaValue): Builder {
  return scoped(signature, (_, ...values: never[]) => apply(...values));
}
