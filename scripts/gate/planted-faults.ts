interface PlantedFault {
  file: string;
  /** The one line in it that the rule must catch. */
  imports: string;
}

const value = (file: string, from: string): PlantedFault => ({
  file,
  imports: `import { x } from '${from}'; x;`,
});

/** What a fault may point at; every import of a planted fault leads to one of these or to another fault. */
export const TARGETS = [
  'db/client.ts',
  'server/carriers/twilio/send.ts',
  'server/domain/rule.ts',
  'server/trpc/app-router.ts',
  'server/usecases/verb.ts',
  'server/worker/hand.ts',
  'components/inbox/list.tsx',
  'components/shared/frame.tsx',
  'db/testing/house.ts',
  'node_modules/pg/index.js',
];

/** One fault against each rule of .dependency-cruiser.cjs, by the rule's name. Each is legal but for that rule. */
export const PLANTED_FAULTS: Readonly<Record<string, PlantedFault>> = {
  'every import leads somewhere': value('server/usecases/a.ts', '@/server/usecases/nowhere'),
  'no cycles': value('server/usecases/self.ts', '@/server/usecases/self'),
  'domain is pure': value('server/domain/b.ts', 'node:fs'),
  'db imports only what it may': value('db/c.ts', '@/server/usecases/verb'),
  'carriers imports only what it may': value('server/carriers/d.ts', '@/db/client'),
  'carriers do not know each other': value('server/carriers/simulator/e.ts', '@/server/carriers/twilio/send'),
  'media imports only what it may': value('server/media/v.ts', '@/server/usecases/verb'),
  'outbox imports only what it may': value('server/outbox/f.ts', '@/server/usecases/verb'),
  'events imports only what it may': value('server/events/g.ts', '@/server/usecases/verb'),
  'usecases imports only what it may': value('server/usecases/h.ts', '@/server/carriers/twilio/send'),
  'auth imports only what it may': value('server/auth/i.ts', '@/server/usecases/verb'),
  'trpc imports only what it may': value('server/trpc/j.ts', '@/server/carriers/twilio/send'),
  'http imports only what it may': value('server/http/k.ts', '@/server/worker/hand'),
  'cli imports only what it may': value('server/cli/l.ts', '@/server/worker/hand'),
  'worker imports only what it may': value('server/worker/m.ts', '@/server/trpc/app-router'),
  'app imports only what it may': value('app/n.tsx', '@/server/usecases/verb'),
  'components imports only what it may': {
    file: 'components/inbox/o.tsx',
    imports: "import type { x } from '@/server/usecases/verb'; export type y = x;",
  },
  'components know only types of the router': value('components/inbox/p.tsx', '@/server/trpc/app-router'),
  'features of components do not import each other': value(
    'components/usage/q.tsx',
    '@/components/inbox/list',
  ),
  'ui knows nothing of Waggle': value('components/ui/r.tsx', '@/components/shared/frame'),
  'only db holds the driver': value('server/events/s.ts', 'pg'),
  'journeys go through the browser only': value('e2e/t.ts', '@/server/domain/rule'),
  'product code does not import tests': value('db/u.ts', '@/db/testing/house'),
};
