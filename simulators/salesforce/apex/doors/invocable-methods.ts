/** Methods that are actions. Source: Apex Developer Guide, "InvocableMethod Annotation", "InvocableVariable Annotation". */
import type { Annotation } from '../syntax/ast.ts';
import type { ClassInfo, MethodInfo } from '../types/class-info.ts';

/** The annotation of members that are inputs or outputs. */
export const VARIABLE = 'invocablevariable';

export type Action = { readonly info: ClassInfo; readonly method: MethodInfo };

export const annotationOf = (annotations: readonly Annotation[] | undefined, name: string): Annotation | undefined =>
  annotations?.find((annotation) => annotation.name === name);

export const invocable = ({ declaration }: MethodInfo): Annotation | undefined =>
  annotationOf(declaration?.modifiers.annotations, 'invocablemethod');

/** The action of the class, if it has one. */
export function actionOf(info: ClassInfo): Action[] {
  const method = [...info.methods.values()].flat().find((each) => invocable(each) !== undefined);
  return method === undefined ? [] : [{ info, method }];
}

export const parameterName = ({ declaration }: MethodInfo): string => declaration?.parameters[0]?.name ?? '';
