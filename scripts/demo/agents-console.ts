/** The agent's console beside the demo, for whoever stays to look. */
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { startConsoleProcess } from '../console/console-process.ts';
import type { Stack } from '../stack/stack.ts';
import { AGENT } from '../stack/world.ts';

/** Polite: compiling the page must not slow down what is shown on it. */
const BEHIND_OTHERS = 10;

/** Starts it, says where it is and answers its address. It ends with the demo. */
export async function openConsole({ world, logFolder }: Stack, say: (line: string) => void): Promise<string> {
  const { places } = world;
  const logFile = join(logFolder, 'console.log');
  const { invitation, url, process } = await startConsoleProcess({ places, username: AGENT.username, logFile });
  setPriority(process.pid, BEHIND_OTHERS);
  say(`\nThe agent's console; the link logs in once. After that choose a user at ${url}, such as the supervisor, who may retry:`);
  say(`  ${invitation}`);
  return url;
}
