/** The stack of Apex calls: what stack traces show, and what keeps recursion within bounds. */
import type { MethodPlace, Sharing, StatementPlace } from '../compile/program.ts';

export type Frame = { method: number; /** Number of the statement that runs. */ at: number; depth: number };

/** Apex calls nest so deep; the platform's own bound is of this size ("Maximum stack depth reached: 1001"). */
const DEEPEST = 1000;

export type Frames = {
  readonly enter: (method: number) => Frame;
  readonly leave: () => void;
  readonly depth: () => number;
  /** Back to a depth, after frames were left without `leave`. */
  readonly unwind: (depth: number) => void;
  /** `Class.A.b: line 3, column 1`, the innermost call first. */
  readonly trace: () => string;
  readonly line: () => number;
  /** Of the code that runs; `inherited` is what the caller has. */
  readonly sharing: () => Exclude<Sharing, 'inherited'>;
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
    unwind: (to) => {
      depth = to;
    },
    trace: () =>
      visible()
        .reverse()
        .map(({ method, at }) => {
          const place = statements[at]?.at;
          return `${methods[method]?.title ?? ''}: line ${place?.line ?? 0}, column ${place?.column ?? 0}`;
        })
        .join('\n'),
    sharing: () => {
      for (let index = depth - 1; index >= 0; index -= 1) {
        const sharing = methods[frames[index]?.method ?? -1]?.sharing;
        if (sharing !== undefined && sharing !== 'inherited') return sharing;
      }
      return 'with';
    },
    line: () => statements[visible().at(-1)?.at ?? -1]?.at.line ?? 0,
  };
}
