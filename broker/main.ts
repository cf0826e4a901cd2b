/** The broker's program: without words it serves, with words it does what an operator asks (`--help`). */
import { examine } from './doctor.ts';
import { operate } from './operations/cli.ts';
import { serve } from './serve.ts';

const { argv, env, stdout, stderr } = process;
const words = argv.slice(2);

function line(stream: NodeJS.WriteStream): (text: string) => void {
  return (text) => void stream.write(`${text}\n`);
}

if (words.length === 0) await serve(env);
else
  process.exitCode = await operate(words, { environment: env, write: line(stdout), complain: line(stderr), examine: () => examine(env) });
