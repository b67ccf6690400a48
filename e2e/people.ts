import {
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from '@playwright/test';
import { productOfWorker } from './product';

/** The one password of the demo organization. */
export const PASSWORD = 'waggle-dance';

/**
 * People of the demo organization: agents and Olivia, the admin. Support: Anna, Jonas, Tara.
 * Sales: Anna, Ben. Billing: Tara, Ben.
 */
export const PEOPLE = {
  anna: { email: 'anna@demo.example', name: 'Anna Meyer' },
  jonas: { email: 'jonas@demo.example', name: 'Jonas Olsen' },
  tara: { email: 'tara@demo.example', name: 'Tara Singh' },
  ben: { email: 'ben@demo.example', name: 'Ben Ito' },
  olivia: { email: 'olivia@demo.example', name: 'Olivia Hart' },
} as const;
export type Person = keyof typeof PEOPLE;

type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

interface Journey {
  /** A browser of this person's own, signed in; nobody's when null. */
  browserOf(person: Person | null, options?: BrowserContextOptions): Promise<BrowserContext>;
  /** The same, with one page open at `path`. */
  pageOf(person: Person | null, path: string, options?: BrowserContextOptions): Promise<Page>;
}

interface Run {
  /** Signs in once for all journeys. */
  sessionOf(person: Person): Promise<Session>;
}

/**
 * A journey has several people, each in a browser of their own. It fails when a page throws or breaks
 * its own content security policy, whatever else was seen.
 */
export const test = base.extend<Journey, Run>({
  sessionOf: [
    async ({ browser }, use) => {
      const sessions = new Map<Person, Promise<Session>>();
      await use((person) => {
        const session =
          sessions.get(person) ?? signIn(browser.newContext({ baseURL: productOfWorker().baseUrl }), person);
        sessions.set(person, session);
        return session;
      });
    },
    { scope: 'worker' },
  ],

  browserOf: async ({ browser, sessionOf }, use) => {
    const faults: string[] = [];
    const contexts: BrowserContext[] = [];
    await use(async (person, options = {}) => {
      const storageState = person ? await sessionOf(person) : undefined;
      const context = await browser.newContext({
        baseURL: productOfWorker().baseUrl,
        locale: 'en-US',
        viewport: { width: 1440, height: 900 },
        ...(storageState ? { storageState } : {}),
        ...options,
      });
      contexts.push(context);
      context.on('weberror', (error) => faults.push(error.error().message));
      context.on('console', (message) => {
        if (message.type() === 'error' && !isOnlyTheNetwork(message.text())) faults.push(message.text());
      });
      return context;
    });
    await Promise.all(contexts.map((context) => context.close()));
    expect(faults).toEqual([]);
  },

  pageOf: async ({ browserOf }, use) => {
    await use(async (person, path, options) => {
      const page = await (await browserOf(person, options)).newPage();
      await page.goto(path);
      return page;
    });
  },
});

export { expect };

async function signIn(opening: Promise<BrowserContext>, person: Person): Promise<Session> {
  const context = await opening;
  const answer = await context.request.post('/api/auth/sign-in/email', {
    headers: { origin: productOfWorker().baseUrl, 'x-waggle': '1' },
    data: { email: PEOPLE[person].email, password: PASSWORD },
  });
  expect(answer.status(), `${person} signs in`).toBe(200);
  const session = await context.storageState();
  await context.close();
  return session;
}

/**
 * A browser reports each answer of 4xx and each lost connection; journeys cause some on purpose. And Playwright's trace asks
 * once more, in the page's name, for a resource whose bytes Chromium did not keep (Network.loadNetworkResource), such as the
 * preview of a file that is no picture; our policy lets no page connect to such an address.
 */
function isOnlyTheNetwork(text: string): boolean {
  return (
    text.startsWith('Failed to load resource') ||
    text.includes('net::ERR_') ||
    text.startsWith("Connecting to 'blob:")
  );
}
