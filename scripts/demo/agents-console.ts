/** The agent's console beside the demo, for whoever stays to look. */
import { join } from 'node:path';
import { startConsoleProcess } from '../console/console-process.ts';
import type { Stack } from '../stack/stack.ts';
import { AGENT } from '../stack/world.ts';

/** Starts it and says where it is. It ends with the demo. */
export async function openConsole({ world, logFolder }: Stack, say: (line: string) => void): Promise<void> {
  const { places } = world;
  const { invitation, url } = await startConsoleProcess({ places, username: AGENT.username, logFile: join(logFolder, 'console.log') });
  say(`\nThe agent's console; the link logs in once, after that choose a user at ${url}:`);
  say(`  ${invitation}`);
}
