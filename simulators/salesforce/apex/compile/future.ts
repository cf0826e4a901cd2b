/** `@future` methods. Source: Apex Developer Guide, "Future Methods". */
import type { MethodInfo } from '../types/class-info.ts';
import { OBJECT, VOID, type ApexType } from '../types/type.ts';
import { report, type Scope } from './scope.ts';

const annotationOf = ({ declaration }: MethodInfo) => declaration?.modifiers.annotations.find(({ name }) => name === 'future');

export const isFuture = (method: MethodInfo): boolean => annotationOf(method) !== undefined;

/** What the compiled code knows of a call that is to run later. */
export type FutureMethod = {
  readonly className: string;
  readonly name: string;
  readonly parameters: string;
  /** `callout=true` */
  readonly callout: boolean;
};

/** `run` is the compiled method. */
export function futureCall({ program }: Scope, method: MethodInfo, run: string, args: readonly string[]): string {
  const future: FutureMethod = {
    className: method.owner.name,
    name: method.name,
    parameters: method.parameters.map(({ name }) => name).join(', '),
    callout: annotationOf(method)?.values['callout'] === 'true',
  };
  return `callLater(${program.constant(future)},${run},[${args.join(',')}])`;
}

/** Reports a method that cannot be one: it is static, returns nothing, and takes values that can be stored. */
export function checkFuture(scope: Scope, method: MethodInfo): void {
  const annotation = annotationOf(method);
  if (annotation === undefined) return;
  if (!method.static) report(scope, annotation.at, `Future methods must be static: ${method.name}`);
  if (method.returns !== VOID) report(scope, annotation.at, `Future methods must be declared as void: ${method.name}`);
  for (const type of method.parameters)
    if (!isStorable(type)) report(scope, annotation.at, `Future methods do not support parameter type of ${type.name}`);
}

function isStorable(type: ApexType): boolean {
  if (type.kind === 'collection') return type.args.every(isStorable);
  return type.kind === 'primitive' && type !== OBJECT;
}
