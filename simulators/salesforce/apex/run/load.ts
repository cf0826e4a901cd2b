/** Compiles sources to JavaScript and brings it to life. */
import { compileFunction } from 'node:vm';
import { compileClass } from '../compile/class.ts';
import { compileScript, scriptClass, type Script } from '../compile/script.ts';
import { makeProgram, type Problem, type Program } from '../compile/program.ts';
import type { PlatformClass } from '../library/native.ts';
import { PLATFORM_CLASSES } from '../library/platform-classes.ts';
import type { AnonymousBlock, SourceForm, SyntaxTree, TriggerDeclaration } from '../syntax/ast.ts';
import { NESTED_TOO_DEEPLY, parseApex } from '../syntax/parse.ts';
import type { ApexParser } from '../syntax/syntax-cache.ts';
import { PLAIN_READERS, type SourceReaders } from '../../source-readers.ts';
import { USER_MODE_SINCE, type ClassInfo } from '../types/class-info.ts';
import { checkContracts } from '../types/contracts.ts';
import { declareMembers, declareParents, declareType } from '../types/declare.ts';
import { assignSlots } from '../types/slots.ts';
import { addPlatformClasses } from '../types/platform.ts';
import type { ApexType } from '../types/type.ts';
import { makeTypeTable } from '../types/type-table.ts';
import { ApexObject } from '../values.ts';
import { ExceptionObject } from './exceptions.ts';
import { languageFunctions } from './language.ts';
import { triggerClass, triggerOperation } from './trigger-state.ts';
import { searchClass } from '../data/search-class.ts';
import { databaseClass, savepointClass } from '../data/database-class.ts';
import { limitBehind } from './overflow.ts';
import { makeRuntime, type Runtime, type RuntimeOptions } from './runtime.ts';

/** Platform classes that are a part of the runtime. */
export const RUNTIME_CLASSES: readonly PlatformClass[] = [triggerClass, triggerOperation, databaseClass, savepointClass, searchClass];

export type ApexSource = {
  readonly unit: string;
  readonly form: SourceForm;
  readonly text: string;
  /** Of the platform, as the file beside the source says. */
  readonly apiVersion?: number;
};

export type LoadOptions = Pick<RuntimeOptions, 'now' | 'random' | 'uuid' | 'org' | 'host'> & {
  readonly sources: readonly ApexSource[];
  /** May keep what they read before. */
  readonly readers?: SourceReaders;
  /** What does not compile fails when it is called, and the rest runs: `problems` tells of it. */
  readonly isolate?: boolean;
};

export type CompiledClass = new () => ApexObject;

export type LoadedApex = {
  readonly runtime: Runtime;
  readonly program: Program;
  readonly triggers: readonly LoadedTrigger[];
  readonly classes: ReadonlyMap<string, ClassInfo>;
  /** A static method in compiled form, or undefined. */
  readonly statics: (info: ClassInfo, slot: string) => ((...args: unknown[]) => unknown) | undefined;
  readonly make: (info: ClassInfo) => ApexObject;
  /** Is it a class of the sources, not of the platform? */
  readonly declares: (type: ApexType) => boolean;
  /** How often each statement ran. */
  readonly hits: Uint32Array;
  /** Compiles and runs nothing but statements; problems come back instead of running. */
  readonly anonymous: (text: string) => (() => void) | readonly Problem[];
  /** Of a program that isolates what does not compile. */
  readonly problems: readonly Problem[];
};

export type LoadedTrigger = { readonly declaration: TriggerDeclaration; readonly unit: string; readonly run: () => void };

export class ApexCompileError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ unit, at, message }) => `${unit}:${at.line}:${at.column} ${message}`).join('\n'));
    this.problems = problems;
  }
}

/** Throws `ApexCompileError` with every problem of every source, unless they are isolated. */
export function loadApex(options: LoadOptions): LoadedApex {
  const { org, sources, readers = PLAIN_READERS, isolate = false } = options;
  const table = makeTypeTable(org.metadata);
  addPlatformClasses(table, [...PLATFORM_CLASSES, ...RUNTIME_CLASSES]);
  const program = makeProgram(table, { hasLabel: (name) => org.label(name) !== undefined, isolate, readQuery: readers.soql });
  const trees = parseAll(program, sources, readers.apex);
  const classes = declareAll(program, trees);
  const triggers = trees.flatMap(({ unit, apiVersion, tree }) =>
    tree.kind === 'trigger' ? [{ unit, apiVersion, declaration: tree }] : [],
  );
  const scripts = triggers.map((trigger, index) => makeScript(program, trigger, `trigger${index}`));
  const parts = [...classes.map((info) => compileClass(program, info)), ...scripts.map((script) => compileScript(program, script))];
  const problems = program.problems.splice(0);
  if (problems.length > 0 && !program.isolate) throw new ApexCompileError(problems);
  const compiled = new WeakMap<ClassInfo, CompiledClass>();
  const blank = (info: ClassInfo): ApexObject => new (compiled.get(info) as CompiledClass)();
  const runtime = makeRuntime({ ...options, ...program, blank });
  const live: Live = bringToLife(program, runtime, { parts, triggers: triggers.length, compiled });
  return {
    runtime,
    program,
    classes: new Map(classes.map((info) => [info.name.toLowerCase(), info])),
    triggers: triggers.map((trigger, index) => ({ ...trigger, run: live.triggers[index] as () => void })),
    statics: (info, slot) =>
      live.evaluate(`typeof m${program.numberOf(info)}_${slot}==='function'?m${program.numberOf(info)}_${slot}:undefined`) as never,
    make: blank,
    declares: (type) => table.classOf(type)?.declaration !== undefined,
    hits: live.hits,
    problems,
    anonymous: (text) => {
      try {
        return compileAnonymous(program, live, text);
      } catch (error) {
        // A long chain of operators is not too deep for the parser, but for what compiles what came of it.
        if (limitBehind(error) === undefined) throw error;
        return [{ unit: ANONYMOUS, ...NESTED_TOO_DEEPLY }];
      }
    },
  };
}

type Tree = Unit & { readonly tree: SyntaxTree };

type Unit = Pick<ClassInfo, 'unit' | 'apiVersion'>;

function parseAll(program: Program, sources: readonly ApexSource[], parse: ApexParser): Tree[] {
  return sources.flatMap(({ unit, form, text, apiVersion = USER_MODE_SINCE }) => {
    const parsed = parse(text, form);
    if (parsed.ok) return [{ unit, apiVersion, tree: parsed.tree }];
    program.problems.push(...parsed.problems.map((problem) => ({ unit, ...problem })));
    return [];
  });
}

function declareAll(program: Program, trees: readonly Tree[]): ClassInfo[] {
  const { table, problems } = program;
  const classes = trees.flatMap(({ tree, ...source }) =>
    tree.kind === 'trigger' || tree.kind === 'anonymous' ? [] : [declareType(tree, source)],
  );
  for (const info of classes) table.add(info);
  const reportOf =
    ({ unit }: ClassInfo) =>
    (at: Problem['at'], message: string) =>
      void problems.push({ unit, at, message });
  for (const info of classes) declareParents(table, info, reportOf(info));
  for (const info of classes) declareMembers(table, info, reportOf(info));
  for (const info of classes) assignSlots(table, info);
  for (const info of classes) checkContracts(table, info, reportOf(info));
  return classes;
}

type Live = {
  readonly triggers: readonly unknown[];
  readonly evaluate: (code: string) => unknown;
  readonly hits: Uint32Array;
};

/** The compiled program: given what it stands on, it comes to life. */
type Start = (
  services: unknown,
  constants: readonly unknown[],
  hits: Uint32Array,
  finish: (made: CompiledClass, info: ClassInfo) => void,
) => Omit<Live, 'hits'>;

/** Classes of a program, each made when it is first asked for: as the base of another, or with all. What an anonymous block declares nests in the program. */
const NEST = `const nest=(outer)=>{
const makers=new Map(),made=new Map();
const base=(n)=>{if(!makers.has(n))return outer(n);if(!made.has(n))made.set(n,makers.get(n)());return made.get(n);};
return {base,define:(n,make)=>void makers.set(n,make),makeAll:()=>{for(const n of makers.keys())base(n);}};};`;

/** Room for statements of anonymous blocks, which come later. */
const SPARE_STATEMENTS = 100_000;

type Compiled = {
  readonly parts: readonly string[];
  readonly triggers: number;
  /** Filled as classes are made. */
  readonly compiled: WeakMap<ClassInfo, CompiledClass>;
};

function bringToLife(program: Program, runtime: Runtime, { parts, triggers, compiled }: Compiled): Live {
  const functions = languageFunctions(runtime);
  const hits = new Uint32Array(program.statements.length + SPARE_STATEMENTS);
  const count = [...program.table.classes()].length;
  const names = Array.from({ length: count }, (_, index) => `C${index}`);
  const code = [
    `const {${Object.keys(functions).join(',')}}=$.functions;`,
    names.length === 0 ? '' : `let ${names.join(',')};`,
    NEST,
    'const top=nest();const {define,base,makeAll}=top;',
    ...parts,
    'makeAll();',
    `return {evaluate:(code)=>eval(code),triggers:[${Array.from({ length: triggers }, (_, index) => `trigger${index}`).join(',')}]};`,
  ].join('\n');
  const start = compileFunction(code, ['$', 'K', 'H', 'finish'], { filename: 'apex.js' });
  const services = Object.assign(Object.create(runtime) as Runtime, { functions, ApexObject, ExceptionObject });
  Object.defineProperty(services, 'statics', { get: () => runtime.execution().statics });
  const finish = (made: CompiledClass, info: ClassInfo): void => {
    Object.defineProperty(made.prototype, 'type', { value: info.type });
    compiled.set(info, made);
  };
  const live = (start as Start)(services, program.constants, hits, finish);
  return { ...live, hits };
}

function makeScript(program: Program, { declaration, ...source }: Unit & Pick<Script, 'declaration'>, name: string): Script {
  const { unit } = source;
  const info = declareType(scriptClass(declaration), source);
  for (const inner of info.inner.values()) program.table.add(inner);
  program.table.add(info);
  const report = (at: Problem['at'], message: string): void => void program.problems.push({ unit, at, message });
  declareParents(program.table, info, report);
  declareMembers(program.table, info, report);
  assignSlots(program.table, info);
  checkContracts(program.table, info, report);
  return { declaration, unit, info, name };
}

const ANONYMOUS = 'AnonymousBlock';

function compileAnonymous(program: Program, live: Live, text: string): (() => void) | readonly Problem[] {
  const unit = ANONYMOUS;
  const parsed = parseApex(text, 'anonymous');
  if (!parsed.ok) return parsed.problems.map((problem) => ({ unit, ...problem }));
  const script = makeScript(program, { unit, apiVersion: USER_MODE_SINCE, declaration: parsed.tree as AnonymousBlock }, 'anonymous');
  const code = compileScript(program, script);
  const problems = program.problems.splice(0);
  if (problems.length > 0) return problems;
  const names = [script.info, ...script.info.inner.values()].map((info) => `C${program.numberOf(info)}`).join(',');
  return live.evaluate(
    `(()=>{const {define,base,makeAll}=nest(top.base);let ${names};${code};makeAll();return anonymous;})()`,
  ) as () => void;
}
