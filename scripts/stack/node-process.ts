/** A TypeScript program as a process of its own, as it runs in production: started with an environment, ended by a signal. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export type NodeProgram = {
  /** Path of the program below the root of the repository. */
  readonly program: string;
  /** What the program is told on its command line. */
  readonly args?: readonly string[];
  /** Options of Node itself. */
  readonly nodeOptions?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Everything it prints goes here. */
  readonly logFile: string;
  /** The first line of its output that is an answer to "are you ready": what this returns. */
  readonly ready: (line: string) => string | undefined;
};

export type NodeProcess = {
  /** What `ready` made of the line that told it. */
  readonly answer: string;
  readonly pid: number;
  readonly isRunning: () => boolean;
  /** What it exited with; null while it runs or if a signal ended it. */
  readonly exitCode: () => number | null;
  /** Resolves when the process is gone. */
  readonly end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>;
  /** Resolves when it is gone for whatever reason. */
  readonly gone: Promise<void>;
};

const root = join(import.meta.dirname, '..', '..');

/** Starts a program and resolves when it is ready. Throws, naming the log, if it ends before that. */
export async function startNodeProcess({
  program,
  args = [],
  nodeOptions = [],
  environment,
  logFile,
  ready,
}: NodeProgram): Promise<NodeProcess> {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const child = spawn(process.execPath, [...nodeOptions, join(root, program), ...args], {
    cwd: root,
    env: { PATH, NODE_COMPILE_CACHE, NODE_OPTIONS: '--disable-warning=ExperimentalWarning', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(logFile, { flags: 'a' });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const gone = once(child, 'exit').then(() => undefined);
  const outLines = createInterface({ input: child.stdout });
  const errorLines = createInterface({ input: child.stderr });
  const answer = await Promise.race([
    new Promise<string>((resolve) => {
      for (const lines of [outLines, errorLines]) {
        lines.on('line', (line) => {
          const said = ready(line);
          if (said !== undefined) resolve(said);
        });
      }
    }),
    gone.then(() => undefined),
  ]);
  if (answer === undefined) throw new Error(`${program} ended before it was ready; it said why in ${logFile}`);
  outLines.close();
  errorLines.close();
  child.stdout.resume();
  child.stderr.resume();
  const endWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  void gone.then(() => process.off('exit', endWithUs));
  return {
    answer,
    pid: child.pid ?? 0,
    gone,
    exitCode: () => child.exitCode,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    end: async (signal) => {
      child.kill(signal);
      await gone;
    },
  };
}
