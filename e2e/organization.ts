import type { Page } from '@playwright/test';
import { uuidv7 } from 'uuidv7';
import { operator } from './operator';
import { PASSWORD } from './people';
import { productOfWorker } from './product';

interface Making {
  /** ISO 3166-1 alpha-2. */
  region?: string;
  platformVersion?: string;
}

/** An organization of a journey's own, as an operator makes one: for what the demo's settings do not show. */
export class Organization {
  readonly slug: string;

  private constructor(slug: string) {
    this.slug = slug;
  }

  static async make({ region = 'US', platformVersion = '6.05.20240501.1' }: Making = {}) {
    const slug = `o${uuidv7().slice(-10)}`;
    await operator(
      ...['org', 'create', '--slug', slug, '--name', `Organization ${slug}`],
      ...['--region', region, '--platform-version', platformVersion],
    );
    return new Organization(slug);
  }

  /** A number of virtual phones. */
  async number(e164: string): Promise<void> {
    const { id } = (await operator(
      ...['connection', 'add', 'simulator', '--org', this.slug, '--name', e164],
    )) as { id: string };
    await operator('number', 'add', '--org', this.slug, '--connection', id, '--e164', e164);
  }

  /** @returns their e-mail address, with the one password of all journeys */
  async person(
    name: string,
    { role = 'agent', licence = 'business', officeNumber }: Partial<Record<string, string>> = {},
  ): Promise<string> {
    const email = `${name.toLowerCase()}@${this.slug}.example`;
    await operator(
      ...['user', 'create', '--org', this.slug, '--email', email, '--password', PASSWORD, '--name', name],
      ...['--role', role, '--licence', licence],
      ...(officeNumber ? ['--office-number', officeNumber] : []),
    );
    return email;
  }

  async service(name: string, number: string, members: readonly string[]): Promise<void> {
    await operator(
      ...['service', 'create', '--org', this.slug, '--name', name, '--number', number],
      ...['--members', members.join(',')],
    );
  }
}

/** Signs somebody in and opens their inbox. @param page nobody's yet */
export async function signInAs(page: Page, email: string): Promise<Page> {
  await page.context().request.post('/api/auth/sign-in/email', {
    headers: { origin: productOfWorker().baseUrl, 'x-waggle': '1' },
    data: { email, password: PASSWORD },
  });
  await page.goto('/inbox');
  return page;
}
