import lwc from '@lwc/eslint-plugin-lwc';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Programs a person or a container starts: they may read the environment, the clock and chance, and hand them down. */
const ENTRY_POINTS = ['broker/main.ts', 'simulators/*/main.ts', 'scripts/**', 'test/**', '**/*.test.ts'];
const CLOCKS = ['broker/**/system-clock.ts', 'simulators/**/{system-,}clock.ts'];
const TESTS = ['test/**/*.ts', '**/*.test.ts', '**/*.suite.ts'];

const erasable = [
  { selector: 'TSEnumDeclaration', message: 'Node strips types and cannot run an enum; use a union of string literals.' },
  { selector: 'TSModuleDeclaration[kind!="global"][global!=true]', message: 'Use a module (a file) and not a namespace.' },
  { selector: 'TSParameterProperty', message: 'Node strips types and cannot run a parameter property; assign the field.' },
];
const namedExports = [{ selector: 'ExportDefaultDeclaration', message: 'Export by name, so that everybody calls it the same.' }];
const wildcards = [{ selector: 'ExportAllDeclaration', message: 'No barrels: import a thing from the file it lives in.' }];
const ambientTime = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Time comes in through a Clock.' },
  { selector: 'CallExpression[callee.name="Date"]', message: 'Time comes in through a Clock.' },
];

const ambient = [
  { object: 'Date', property: 'now', message: 'Time comes in through a Clock.' },
  { object: 'performance', property: 'now', message: 'Time comes in through a Clock.' },
  { object: 'Math', property: 'random', message: 'Chance comes in through a Random.' },
];
const environment = [{ object: 'process', property: 'env', message: 'Only broker/config.ts and entry points read the environment.' }];

const moduleMocks = ['mock', 'unstable_mockModule', 'doMock'].map((property) => ({
  object: 'jest',
  property,
  message: 'No module mocks: pass what varies in, and use the real service or a fake that passes its port’s suite.',
}));

const size = {
  'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  complexity: ['error', { max: 10, variant: 'modified' }],
  'max-params': ['error', 4],
};

const globalsNamed = (...names) => Object.fromEntries(names.map((name) => [name, 'readonly']));
const LWC_GLOBALS = globalsNamed(
  ...['window', 'document', 'crypto', 'localStorage', 'sessionStorage', 'TextEncoder', 'CustomEvent', 'Intl', 'IntersectionObserver'],
  ...['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
);
const LWC_TEST_GLOBALS = {
  ...globalsNamed('jest', 'describe', 'it', 'expect', 'beforeEach', 'afterEach', 'KeyboardEvent', 'Event', 'HTMLElement'),
  ...globalsNamed('require', 'module', 'process', 'global', 'Storage'),
};
const LWC_RULES = [
  'consistent-component-name',
  'no-api-reassignments',
  'no-attributes-during-construction',
  'no-deprecated',
  'no-disallowed-lwc-imports',
  'no-document-query',
  'no-dupe-class-members',
  'no-inner-html',
  'no-leading-uppercase-api-name',
  'no-leaky-event-listeners',
  'no-template-children',
  'prefer-custom-event',
  'valid-api',
  'valid-graphql-wire-adapter-callback-parameters',
  'valid-track',
  'valid-wire',
];

/** What pure code must not reach for, although no import shows it. */
const IMPURE_GLOBALS = [
  'console',
  'crypto',
  'fetch',
  'performance',
  'process',
  'queueMicrotask',
  'setImmediate',
  'setInterval',
  'setTimeout',
];

export default defineConfig(
  { ignores: ['**/generated/**', 'coverage/**', '.data/**', 'post-install/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      // A port's method is asynchronous whether or not this implementation waits for anything.
      '@typescript-eslint/require-await': 'off',
      // tsconfig's noUnusedLocals is off, so this is the one place; _ marks what a signature obliges us to take.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' }],
      ...size,
      'no-console': 'error',
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', ...erasable, ...namedExports, ...wildcards, ...ambientTime],
      'no-restricted-properties': ['error', ...ambient, ...environment],
    },
  },
  {
    files: ['canonical/**/*.ts', 'broker/domain/**/*.ts'],
    ignores: TESTS,
    rules: { 'no-restricted-globals': ['error', ...IMPURE_GLOBALS] },
  },
  { files: ['broker/config.ts'], rules: { 'no-restricted-properties': ['error', ...ambient] } },
  {
    files: [...ENTRY_POINTS, ...CLOCKS],
    rules: { 'no-restricted-syntax': ['error', ...erasable, ...namedExports, ...wildcards], 'no-restricted-properties': 'off' },
  },
  { files: ['scripts/**', 'broker/main.ts', 'broker/**/cli.ts', 'simulators/*/main.ts'], rules: { 'no-console': 'off' } },
  {
    files: TESTS,
    rules: {
      'max-lines-per-function': 'off',
      'no-restricted-properties': ['error', ...moduleMocks],
      // A missing element fails the test anyway, and matchers such as expect.objectContaining answer `any`.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  {
    // Lightning web components are JavaScript with decorators, and a component is its module's default export.
    files: ['force-app/**/lwc/**/*.js', 'test/lwc/**/*.js', 'simulators/console/browser/**/*.js'],
    languageOptions: { parser: tseslint.parser, globals: LWC_GLOBALS },
    plugins: { '@lwc/lwc': lwc },
    rules: {
      ...Object.fromEntries(LWC_RULES.map((rule) => [`@lwc/lwc/${rule}`, 'error'])),
      ...size,
      'no-undef': 'error',
      // PMD cannot read `catch {`, so what is caught has a name that need not be used.
      'no-unused-vars': ['error', { caughtErrors: 'none' }],
      'no-dupe-keys': 'error',
      'no-unreachable': 'error',
      'prefer-const': 'error',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['force-app/**/__tests__/**/*.js', 'test/lwc/**/*.js'],
    languageOptions: { globals: LWC_TEST_GLOBALS },
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    // The shell is the page: it has an address, a history and requests of its own.
    files: ['simulators/console/browser/**/*.js'],
    languageOptions: { globals: globalsNamed('fetch', 'reportError', 'location', 'history', 'globalThis', 'getComputedStyle') },
  },
  // What stands in for a platform module has that module's shape.
  { files: ['test/lwc/platform/*.js'], rules: { '@lwc/lwc/consistent-component-name': 'off', 'no-restricted-syntax': 'off' } },
  // Jest asks these two for a default export.
  { files: ['test/support/global-*.ts'], rules: { 'no-restricted-syntax': ['error', ...erasable, ...wildcards] } },
);
