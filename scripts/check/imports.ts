/**
 * Holds .dependency-cruiser.cjs, and that the cruiser read something: without a compiler that it understands it reads
 * nothing, finds nothing and is content.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const FEWEST_MODULES = 50;
const PARTS = ['canonical', 'broker', 'simulators', 'scripts', 'test'];

const root = join(import.meta.dirname, '..', '..');
const cruiser = join(root, 'node_modules', '.bin', 'depcruise');
const args = [cruiser, '--config', '.dependency-cruiser.cjs', '--output-type', 'err-long', ...PARTS];
const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
console.log(stdout + stderr);

const modules = Number(/(\d+) modules/.exec(stdout)?.[1] ?? 0);
if (modules < FEWEST_MODULES) console.log(`the cruiser read ${modules} modules; that is not this repository`);
process.exitCode = status === 0 && modules >= FEWEST_MODULES ? 0 : 1;
