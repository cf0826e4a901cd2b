/** `switch on`. Source: Apex Developer Guide, "Switch Statements". There is no fall-through. */
import type { Statement, When, WhenValue } from '../syntax/ast.ts';
import { ID, INTEGER, isText, LONG, SOBJECT, STRING, type ApexType } from '../types/type.ts';
import { compileValue } from './recursion.ts';
import { BROKEN, coerce } from './operand.ts';
import type { ValueOperand } from './operand-types.ts';
import { declareLocal, inBlock, report, resolveType, temporary, type Scope } from './scope.ts';
import { compileBlock, step } from './recursion.ts';

type Switch = Extract<Statement, { readonly kind: 'switch' }>;

export function compileSwitch(scope: Scope, { on, whens, otherwise, at }: Switch): string {
  const operand = compileValue(scope, on);
  const held = temporary(scope);
  if (!isSwitchable(scope, operand)) report(scope, at, `Illegal switch expression type: ${operand.type.name}`);
  reportRepeated(scope, whens);
  const branches = whens.map((when) => compileWhen(scope, when, { held, type: operand.type }));
  const last = otherwise === null ? '' : compileBlock(scope, otherwise);
  const chain = [...branches, last].filter((branch) => branch !== '').join('else ');
  return `${step(scope, at)}${held}=${operand.code};${chain}`;
}

/** Every value and every type stands once. */
function reportRepeated(scope: Scope, whens: readonly When[]): void {
  const seen = new Set<string>();
  for (const { values, binding, at } of whens) {
    const known = binding === null ? values : [{ kind: 'type', name: binding.type.name, at }];
    for (const each of known) {
      const text = 'text' in each ? `${each.type} ${each.text}` : `${each.kind} ${each.name.toLowerCase()}`;
      if (seen.has(text)) report(scope, each.at, `Duplicate when value: ${'text' in each ? each.text : each.name}`);
      seen.add(text);
    }
  }
}

function isSwitchable(scope: Scope, operand: ValueOperand): boolean {
  const { type } = operand;
  if (operand === BROKEN || [INTEGER, LONG, STRING, ID].includes(type) || type.kind === 'sobject') return true;
  return scope.program.table.classOf(type)?.kind === 'enum';
}

type Subject = { readonly held: string; readonly type: ApexType };

function compileWhen(scope: Scope, { values, binding, body, at }: When, subject: Subject): string {
  if (binding === null) {
    const tests = values.map((value) => compileWhenValue(scope, value, subject));
    return `if(${tests.join('||')})${compileBlock(scope, body)}`;
  }
  const type = resolveType(scope, binding.type, at);
  if (subject.type.kind !== 'sobject' || type === SOBJECT) report(scope, at, `Illegal when type: ${type.name}`);
  return inBlock(scope, () => {
    const local = declareLocal(scope, { name: binding.name, type, at });
    return `if(isInstance(${subject.held},${scope.program.constant(type)})&&${subject.held}!==null){let ${local}=${subject.held};${compileBlock(scope, body)}}`;
  });
}

/** Text compares exactly here, other than with `==`. */
function compileWhenValue(scope: Scope, value: WhenValue, { held, type }: Subject): string {
  if (value.kind === 'literal') {
    if (value.type === 'null') return `${held}===null`;
    const operand = compileValue(scope, { kind: 'literal', type: value.type, text: value.text, at: value.at });
    if (isText(type) !== isText(operand.type)) report(scope, value.at, `When value must be of type ${type.name}`);
    return `${held}===${coerce(operand, type)}`;
  }
  const name = value.name.slice(value.name.lastIndexOf('.') + 1);
  const constant = scope.program.table.classOf(type)?.values.find((each) => each.toLowerCase() === name.toLowerCase());
  if (constant !== undefined) return `${held}===enumValue(${scope.program.constant(type)},${JSON.stringify(constant)})`;
  report(scope, value.at, `When value must be one of ${type.name}: ${value.name}`);
  return 'false';
}
