/**
 * Who may know whom. Each rule says what goes wrong without it; test/architecture proves that each one bites.
 *
 *   canonical <- broker/domain <- broker/engine <- the shell (ledger, salesforce, endpoints, http, operations, telemetry) <- broker/*.ts
 *
 * Tests (*.test.ts, *.suite.ts, test/) and scripts may import everything, so no rule starts from them.
 */
const TEST = '\\.(test|suite)\\.ts$';

/** Everything of the repository except what the pattern allows. */
const ourOwnExcept = (...allowed) => ({ path: '^(canonical|broker|simulators|scripts|test)/', pathNot: allowed });

module.exports = {
  forbidden: [
    {
      name: 'canonical-stands-alone',
      comment: 'The contracts are what everybody else agrees on. If they knew one side, every other side would depend on it too.',
      severity: 'error',
      from: { path: '^canonical/', pathNot: TEST },
      to: ourOwnExcept('^canonical/'),
    },
    {
      name: 'canonical-uses-zod-only',
      comment: 'The contracts are read by programs of every kind. A package that does I/O, or a Node module, would shut some of them out.',
      severity: 'error',
      from: { path: '^canonical/', pathNot: TEST },
      to: { dependencyTypesNot: ['local'], pathNot: '(^|/)node_modules/zod/' },
    },
    {
      name: 'domain-knows-canonical-alone',
      comment: 'Decisions that know the engine or the outside can no longer be tried by thousands in a simulation, nor read alone.',
      severity: 'error',
      from: { path: '^broker/domain/', pathNot: TEST },
      to: ourOwnExcept('^canonical/', '^broker/domain/'),
    },
    {
      name: 'domain-is-pure',
      comment: 'A package or a Node module brings I/O, time or chance in. Then the same turn, run again after a crash, decides otherwise.',
      severity: 'error',
      from: { path: '^broker/domain/', pathNot: TEST },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown', 'unknown'] },
    },
    {
      name: 'engine-knows-no-shell',
      comment: 'The engine runs in a simulation on ports in memory. One import of a database or a system ties it to the real one.',
      severity: 'error',
      from: { path: '^broker/engine/', pathNot: TEST },
      to: ourOwnExcept('^canonical/', '^broker/(domain|engine)/'),
    },
    {
      name: 'shell-parts-apart',
      comment:
        'Parts of the shell meet in the engine’s ports and in main.ts. If one knew another, neither could be replaced or scaled alone.',
      severity: 'error',
      from: { path: '^broker/(ledger|salesforce|endpoints|http|operations|telemetry)/', pathNot: TEST },
      to: ourOwnExcept('^canonical/', '^broker/(domain|engine|telemetry)/', '^broker/$1/'),
    },
    {
      name: 'endpoints-apart',
      comment:
        'A customer removes a system by removing its folder, and a change for one ERP must not reach another. They share the kit only, and it knows none of them.',
      severity: 'error',
      from: { path: '^broker/endpoints/([^/]+)/', pathNot: TEST },
      to: { path: '^broker/endpoints/', pathNot: ['^broker/endpoints/$1/', '^broker/endpoints/kit/'] },
    },
    {
      name: 'broker-knows-no-simulator',
      comment: 'What runs at a customer must work against the real system, so it may know nothing that only our simulation has.',
      severity: 'error',
      from: { path: '^broker/', pathNot: TEST },
      to: { path: '^(simulators|scripts|test)/' },
    },
    {
      name: 'simulators-know-no-broker',
      comment: 'A simulator that shares code with the broker shares its errors, and then proves nothing about them.',
      severity: 'error',
      from: { path: '^simulators/', pathNot: TEST },
      to: { path: '^(broker|scripts|test)/' },
    },
    {
      name: 'simulators-speak-no-canonical',
      comment: 'Outside systems do not speak our language. Where the real one would, add its file to pathNot with the reason.',
      severity: 'error',
      from: { path: '^simulators/', pathNot: [TEST] },
      to: { path: '^canonical/' },
    },
    {
      name: 'simulated-systems-apart',
      comment: 'An ERP does not know the org. What two simulators share goes through their public protocols.',
      severity: 'error',
      from: { path: '^simulators/([^/]+)/', pathNot: TEST },
      to: { path: '^simulators/', pathNot: '^simulators/$1/' },
    },
    {
      name: 'broker-needs-no-dev-tools',
      comment: 'The broker is installed without development dependencies (broker/Dockerfile) and would fail at start.',
      severity: 'error',
      from: { path: '^(canonical|broker)/', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'org-starts-light',
      comment:
        'The org starts in half the time without these. Load them with the first call that needs them; docs/performance.md has the figures.',
      severity: 'error',
      from: { path: '^simulators/salesforce/', pathNot: [TEST, '^simulators/salesforce/(graphql|apex/syntax)/'] },
      to: {
        path: [
          '(^|/)node_modules/(@apexdevtools/apex-parser|@jetstreamapp/soql-parser-js|diff|graphql|jose|selfsigned)/',
          '^simulators/salesforce/(graphql/graphql-call|apex/syntax/read-source)\\.ts$',
        ],
        dependencyTypesNot: ['type-only', 'dynamic-import'],
      },
    },
    {
      name: 'no-unlisted-package',
      comment: 'A package that only another package brings disappears with that one’s next version.',
      severity: 'error',
      from: { path: '^(canonical|broker|simulators|scripts|test)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that leads nowhere fails at start.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-cycles',
      comment: 'Files that need each other cannot be understood, tested or started one by one.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Lightning web components name modules as the platform does; the compilers that know those names refuse what does not resolve.
    exclude: { path: '(^|/)(force-app|coverage)/|^test/lwc/|^simulators/console/browser/shell/' },
    tsPreCompilationDeps: true,
    detectJSDocImports: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.json'],
    },
  },
};
