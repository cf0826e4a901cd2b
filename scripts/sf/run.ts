/** Runs the installed CLI, as a user types it, and takes what it says. */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { sfEnvironment } from './environment.ts';
import { howToInstallSf, installedSf } from './installation.ts';

export type SfRun = { readonly exitCode: number | null; readonly stdout: string; readonly stderr: string };

export type SfPlace = {
  /** Where it keeps what it knows: logins, keys, settings. */
  readonly home: string;
  /** The project it works in, or any other folder. */
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
};

/** Starts a command that may go on. Throws where the CLI is not installed. */
export function startSf(args: readonly string[], { home, folder, env = {} }: SfPlace): ChildProcessByStdio<null, Readable, Readable> {
  const program = installedSf();
  if (program === undefined) throw new Error(howToInstallSf());
  return spawn(process.execPath, [program, ...args], {
    cwd: folder,
    env: { ...sfEnvironment(home), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Rejects where the CLI is not installed. A command that fails is answered like one that does not. */
export async function runSf(args: readonly string[], place: SfPlace): Promise<SfRun> {
  const child = startSf(args, place);
  const ended = new Promise<number | null>((resolve, reject) => child.on('close', resolve).on('error', reject));
  const [exitCode, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { exitCode, stdout, stderr };
}
