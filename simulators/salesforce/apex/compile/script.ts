/** Compiles triggers and anonymous blocks: statements, and the class that holds what stands beside them. */
import type { AnonymousBlock, Block, Member, MethodDeclaration, Statement, TriggerDeclaration, TypeDeclaration } from '../syntax/ast.ts';
import type { ClassInfo } from '../types/class-info.ts';
import { sobjectOf, type ApexType } from '../types/type.ts';
import { compileClass, RECURSION } from './class.ts';
import { compileFunction } from './function.ts';
import type { Program } from './program.ts';
import { compileBlock } from './recursion.ts';
import { makeScope } from './scope.ts';

export type Script = {
  readonly declaration: TriggerDeclaration | AnonymousBlock;
  readonly unit: string;
  /** Holds the methods and classes that stand beside the statements. */
  readonly info: ClassInfo;
  /** Of the function that runs the statements. */
  readonly name: string;
};

/** The body of a trigger or of an anonymous block, as a function, after what it declares. */
export function compileScript(program: Program, { declaration, unit, info, name }: Script): string {
  const trigger: ApexType | undefined = declaration.kind === 'trigger' ? triggerType(program, declaration, unit) : undefined;
  const scope = makeScope({ program, recursion: RECURSION, unit, info, static: true, trigger });
  const statements = declaration.body.filter((each): each is Statement => !isMember(each));
  const block: Block = { kind: 'block', statements, at: declaration.at };
  const title = declaration.kind === 'trigger' ? `Trigger.${declaration.name}` : 'AnonymousBlock';
  return `${compileClass(program, info)}\n${compileFunction(scope, `function ${name}()`, { title, code: compileBlock(scope, block) })}`;
}

/** The class that stands for a script: its methods are static, and it runs in system mode unless it is anonymous. A class may have the name of a trigger. */
export function scriptClass(declaration: TriggerDeclaration | AnonymousBlock): TypeDeclaration {
  const members = declaration.body.filter(isMember).map((member) => (member.kind === 'method' ? asStatic(member) : member));
  const name = declaration.kind === 'trigger' ? `__sfdc_trigger/${declaration.name}` : 'AnonymousBlock';
  const modifiers = { words: declaration.kind === 'trigger' ? ['trigger'] : [], annotations: [] };
  return { kind: 'class', modifiers, name, extends: null, implements: [], members, values: [], at: declaration.at };
}

function asStatic(method: MethodDeclaration): MethodDeclaration {
  return { ...method, modifiers: { ...method.modifiers, words: [...method.modifiers.words, 'static'] } };
}

function isMember(each: Statement | Member): each is Member {
  return ['method', 'field', 'property', 'initializer', 'class', 'interface', 'enum'].includes(each.kind);
}

function triggerType(program: Program, trigger: TriggerDeclaration, unit: string): ApexType {
  const object = program.table.metadata.object(trigger.object);
  if (object === undefined) program.problems.push({ unit, at: trigger.at, message: `Invalid type: ${trigger.object}` });
  if (trigger.events.some(({ when, operation }) => when === 'before' && operation === 'undelete'))
    program.problems.push({ unit, at: trigger.at, message: 'Invalid event: before undelete' });
  return sobjectOf(object?.name ?? trigger.object);
}
