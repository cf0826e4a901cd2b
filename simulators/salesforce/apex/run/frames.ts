/** The stack of Apex calls: what stack traces show, and what keeps recursion within bounds. */
import type { MethodPlace, StatementPlace } from '../compile/program.ts';
import type { Access } from '../org-port.ts';
import { USER_MODE_SINCE } from '../types/class-info.ts';

export type Frame = { method: number; /** Number of the statement that runs. */ at: number; depth: number };

/** Apex calls nest so deep; the platform's own bound is of this size ("Maximum stack depth reached: 1001"). */
const DEEPEST = 1000;

export type Frames = {
  readonly enter: (method: number) => Frame;
  readonly leave: () => void;
  readonly depth: () => number;
  /** The method that runs; -1 for none. */
  readonly method: () => number;
  /** Back to a depth, after frames were left without `leave`. */
  readonly unwind: (depth: number) => void;
  /** `Class.A.b: line 3, column 1`, the innermost call first. The platform knows the line; its column is always the first. */
  readonly trace: () => string;
  readonly line: () => number;
  /** What a query or save has that does not say. */
  readonly access: () => Access;
  /** Of the platform, as the code that runs is written for. */
  readonly apiVersion: () => number;
};

export function makeFrames(methods: readonly MethodPlace[], statements: readonly StatementPlace[], tooDeep: () => never): Frames {
  const frames: Frame[] = [];
  let depth = 0;
  const visible = (): Frame[] => frames.slice(0, depth).filter((frame) => frame.at >= 0);
  return {
    enter: (method) => {
      if (depth >= DEEPEST) tooDeep();
      let frame = frames[depth];
      if (frame === undefined) {
        frame = { method, at: -1, depth };
        frames.push(frame);
      } else {
        frame.method = method;
        frame.at = -1;
      }
      depth += 1;
      return frame;
    },
    leave: () => {
      depth -= 1;
    },
    depth: () => depth,
    method: () => frames[depth - 1]?.method ?? -1,
    unwind: (to) => {
      depth = to;
    },
    trace: () =>
      visible()
        .reverse()
        .map(({ method, at }) => `${methods[method]?.title ?? ''}: line ${statements[at]?.at.line ?? 0}, column 1`)
        .join('\n'),
    access: () => {
      const places = frames
        .slice(0, depth)
        .reverse()
        .flatMap(({ method }) => methods[method] ?? []);
      return { mode: places[0]?.mode ?? 'user', sharing: isShared(places) };
    },
    apiVersion: () => methods[frames[depth - 1]?.method ?? -1]?.apiVersion ?? USER_MODE_SINCE,
    line: () => statements[visible().at(-1)?.at ?? -1]?.at.line ?? 0,
  };
}

/** The innermost keyword that says; a class that was called first and inherits is `with sharing`, one without a keyword is not. */
function isShared(places: readonly MethodPlace[]): boolean {
  const said = places.find(({ sharing }) => sharing !== 'inherited' && sharing !== 'unstated') ?? places.at(-1);
  return said === undefined || said.sharing === 'with' || said.sharing === 'inherited';
}
