/** Servers that this repository starts for itself, such as PostgreSQL and Redis, and that must not outlive it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export type GuardedProcess = {
  /** Sends the signal to the server and resolves when it and all its children are gone; at once if they already are. */
  readonly end: (signal: NodeJS.Signals) => Promise<void>;
};

export type RunAs = { readonly uid?: number; readonly gid?: number };

/**
 * Prints the server's process id, then waits for its own input to close. That happens when we end for whatever reason,
 * SIGKILL included; then the server is taken down. The server's output alone goes to stderr, so stderr closes when the
 * server and its children are gone.
 */
const GUARD = '"$@" >&2 & echo $!; exec >/dev/null 2>&1; read -r _; kill -INT $!; wait $!';

const LINES_KEPT = 20;

/**
 * Starts a server and resolves when a line of its output matches `ready`. It gets its own session, so that Ctrl-C in the
 * terminal reaches only us and we stop things in good order. Throws with the server's last lines if it ends before that.
 */
export async function startGuarded(command: readonly string[], ready: RegExp, user: RunAs = {}): Promise<GuardedProcess> {
  const env = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
  const shell = spawn('/bin/sh', ['-c', GUARD, 'guard', ...command], { ...user, env, cwd: '/', detached: true });
  const output = createInterface({ input: shell.stderr });
  const gone = once(output, 'close').then(() => shell.stdin.end());
  const lines: string[] = [];
  const isReady = new Promise<void>((resolve) => {
    output.on('line', (line) => {
      lines.splice(0, lines.length - LINES_KEPT + 1);
      lines.push(line);
      if (ready.test(line)) resolve();
    });
  });
  const pid = Number(await once(createInterface({ input: shell.stdout }), 'line'));
  const running = await Promise.race([isReady.then(() => true), gone.then(() => false)]);
  if (!running) throw new Error(`${command[0] ?? ''} ended before it was ready:\n${lines.join('\n')}`);
  return { end: makeEnd(pid, gone) };
}

function makeEnd(pid: number, gone: Promise<unknown>): GuardedProcess['end'] {
  let alive = true;
  void gone.then(() => (alive = false));
  return async (signal) => {
    if (alive) process.kill(pid, signal);
    await gone;
  };
}
