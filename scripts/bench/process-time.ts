/** CPU time of a process. Source: proc(5), "/proc/[pid]/stat", fields 14 and 15, in clock ticks. */
import { readFile } from 'node:fs/promises';

/** Linux tells ticks of a hundredth of a second on every machine Node runs on. */
const TICKS_PER_SECOND = 100;
const USER_TIME = 11;

/** Seconds of CPU the process has used, or undefined where there is no /proc. */
export async function cpuSeconds(pid: number): Promise<number | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  // The name of the program may hold anything; what follows its closing bracket does not.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[USER_TIME]) + Number(fields[USER_TIME + 1])) / TICKS_PER_SECOND;
}
