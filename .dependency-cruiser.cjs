/** The walls of docs/architecture.md. `npm run verify` also plants a fault that these rules must catch. */
const TESTS = '\\.test\\.tsx?$|/testing/|^bench/|^e2e/';

/** A room may import only itself and what is listed. */
function room(name, from, allowed) {
  return {
    name: `${name} imports only what it may`,
    severity: 'error',
    from: { path: from, pathNot: TESTS },
    to: { path: '^(app|components|server|db|scripts|bench|e2e)/', pathNot: [...allowed, from].join('|') },
  };
}

const DOMAIN = '^server/domain/';
const PROCESS = '^server/(config|context|log|metrics)\\.ts$';

module.exports = {
  forbidden: [
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    {
      name: 'domain is pure',
      severity: 'error',
      from: { path: DOMAIN, pathNot: TESTS },
      to: { pathNot: ['^server/domain/', '^node_modules/(zod|libphonenumber-js)/'] },
    },
    room('db', '^db/', [DOMAIN]),
    room('carriers', '^server/carriers/', [DOMAIN]),
    room('outbox', '^server/outbox/', ['^db/', DOMAIN, '^server/carriers/carrier\\.ts$']),
    room('events', '^server/events/', ['^db/', DOMAIN]),
    room('usecases', '^server/usecases/', [
      '^db/',
      DOMAIN,
      '^server/outbox/',
      '^server/events/',
      '^server/carriers/carrier\\.ts$',
      PROCESS,
    ]),
    room('auth', '^server/auth/', ['^db/', DOMAIN, PROCESS, '^server/carriers/sealed-credentials\\.ts$']),
    room('trpc', '^server/trpc/', ['^server/usecases/', DOMAIN, '^server/auth/', '^server/events/', PROCESS, '^db/client\\.ts$']),
    room('http', '^server/http/', [
      '^server/usecases/',
      DOMAIN,
      '^server/auth/',
      '^server/carriers/',
      '^server/events/',
      '^server/outbox/',
      PROCESS,
      '^db/client\\.ts$',
    ]),
    room('worker', '^server/worker/', [
      '^server/usecases/',
      DOMAIN,
      '^server/carriers/',
      '^server/outbox/',
      '^server/events/',
      PROCESS,
      '^db/(client|notifications)\\.ts$',
    ]),
    room('app', '^app/', ['^components/', '^server/trpc/server-caller\\.ts$', '^server/auth/', DOMAIN]),
    {
      name: 'components know the domain and types of the router, nothing else of the server',
      severity: 'error',
      from: { path: '^components/', pathNot: TESTS },
      to: { path: '^(app|server|db|scripts)/', pathNot: '^server/domain/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'features of components do not import each other',
      severity: 'error',
      from: { path: '^components/([^/]+)/', pathNot: TESTS },
      to: { path: '^components/([^/]+)/', pathNot: '^components/($1|ui|shared)/' },
    },
    {
      name: 'ui knows nothing of Waggle',
      severity: 'error',
      from: { path: '^components/ui/' },
      to: { path: '^(components/(?!ui/)|server/)' },
    },
    {
      name: 'only db holds the driver',
      severity: 'error',
      from: { pathNot: '^db/|^bench/|\\.test\\.ts$' },
      to: { path: '^node_modules/pg/|^node_modules/drizzle-orm/node-postgres/' },
    },
    {
      name: 'journeys go through the browser only',
      severity: 'error',
      from: { path: '^e2e/' },
      to: { path: '^(app|components|server|db)/' },
    },
    {
      name: 'product code does not import tests',
      severity: 'error',
      from: { pathNot: TESTS },
      to: { path: TESTS },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.next/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
