/** One function of the compiled code: its place on the stack, and what becomes of it when it does not compile. */
import type { MethodPlace, Problem } from './program.ts';
import { modeOf, sharingOf } from './soql.ts';
import type { Scope } from './scope.ts';
import { USER_MODE_SINCE } from '../types/class-info.ts';

/** With what notes its place on the stack. In a program that isolates its problems a function with one fails when it is called. */
export function compileFunction(
  scope: Scope,
  head: string,
  body: Pick<MethodPlace, 'title' | 'signature'> & { readonly code: string },
): string {
  const { program } = scope;
  const place: MethodPlace = {
    title: body.title,
    ...(body.signature === undefined ? {} : { signature: body.signature }),
    sharing: sharingOf(scope),
    mode: modeOf(scope),
    apiVersion: scope.info?.apiVersion ?? USER_MODE_SINCE,
  };
  const number = program.methods.push(place) - 1;
  const problem = program.isolate ? problemOf(scope) : undefined;
  if (problem !== undefined) return `${head}{unsupported(${program.constant(problem)});}`;
  const temporaries = scope.temporaries.length === 0 ? '' : `let ${scope.temporaries.join(',')};`;
  return `${head}{${temporaries}const F=enter(${number});try{${body.code}}finally{leave();}}`;
}

function problemOf({ program, problemsBefore }: Scope): Problem | undefined {
  return program.problems[problemsBefore];
}
