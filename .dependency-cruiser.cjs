/**
 * The walls of docs/architecture.md. scripts/gate/planted-faults.ts holds a fault against every rule, by
 * the rule's name, and `npm run verify` fails when one of them is not caught.
 */
const TESTS = '\\.test\\.tsx?$|/testing/|^bench/|^e2e/';
const ROOMS = '^(app|components|server|db|scripts|bench|e2e)/';

const DB = '^db/';
const DB_CLIENT = '^db/client\\.ts$';
const DOMAIN = '^server/domain/';
const CARRIERS = '^server/carriers/';
const CARRIER_INTERFACE = '^server/carriers/carrier\\.ts$';
const MEDIA = '^server/media/';
const OUTBOX = '^server/outbox/';
const EVENTS = '^server/events/';
const AUTH = '^server/auth/';
const USECASES = '^server/usecases/';
/** The process: settings, the box handed to verbs, logger, figures. Every room of the server but domain knows it. */
const PROCESS = '^server/(config|context|log|metrics)\\.ts$';

/** A room imports itself and what is listed, nothing else of ours. */
const room = (name, path, ...allowed) => ({
  name: `${name} imports only what it may`,
  severity: 'error',
  from: { path, pathNot: TESTS },
  to: { path: ROOMS, pathNot: [path, ...allowed].join('|') },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'every import leads somewhere',
      comment: 'An alias that does not resolve would make every other rule blind.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'domain is pure',
      comment: 'It runs in the browser too: neither Node nor anything of ours outside it.',
      severity: 'error',
      from: { path: DOMAIN, pathNot: TESTS },
      to: { pathNot: [DOMAIN, '^node_modules/(zod|libphonenumber-js)/'] },
    },
    room('db', DB, DOMAIN),
    room('carriers', CARRIERS, DOMAIN),
    {
      name: 'carriers do not know each other',
      severity: 'error',
      from: { path: '^server/carriers/([^/]+)/', pathNot: TESTS },
      to: { path: '^server/carriers/[^/]+/', pathNot: '^server/carriers/$1/' },
    },
    room('media', MEDIA, DOMAIN, '^server/carriers/sealed-credentials\\.ts$'),
    room('outbox', OUTBOX, DB, DOMAIN, CARRIER_INTERFACE, PROCESS),
    room('events', EVENTS, DB, DOMAIN, PROCESS),
    room('usecases', USECASES, DB, DOMAIN, OUTBOX, EVENTS, CARRIER_INTERFACE, PROCESS),
    room('auth', AUTH, DB, DOMAIN, '^server/carriers/sealed-credentials\\.ts$', PROCESS),
    room('trpc', '^server/trpc/', USECASES, DOMAIN, AUTH, EVENTS, DB_CLIENT, PROCESS),
    room('http', '^server/http/', USECASES, DOMAIN, AUTH, CARRIERS, MEDIA, EVENTS, DB_CLIENT, PROCESS),
    room(
      'cli',
      '^server/cli/',
      USECASES,
      DOMAIN,
      AUTH,
      CARRIERS,
      EVENTS,
      OUTBOX,
      DB_CLIENT,
      '^db/(embedded|seed)/',
      PROCESS,
    ),
    room(
      'worker',
      '^server/worker/',
      USECASES,
      DOMAIN,
      CARRIERS,
      MEDIA,
      OUTBOX,
      EVENTS,
      '^db/(client|notifications)\\.ts$',
      PROCESS,
    ),
    room('app', '^app/', '^components/', '^server/trpc/server-caller\\.ts$', AUTH, DOMAIN),
    room('components', '^components/', DOMAIN, '^server/trpc/'),
    {
      name: 'components know only types of the router',
      severity: 'error',
      from: { path: '^components/', pathNot: TESTS },
      to: { path: '^server/trpc/', dependencyTypesNot: ['type-only'] },
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
      from: { path: ROOMS, pathNot: `${DB}|${TESTS}` },
      to: { path: '^node_modules/(pg|drizzle-orm/node-postgres)/' },
    },
    {
      name: 'journeys go through the browser only',
      severity: 'error',
      from: { path: '^e2e/' },
      to: { path: '^(app|components|server|db|scripts)/' },
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
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
