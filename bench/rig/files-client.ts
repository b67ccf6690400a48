import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import { uuidv7 } from 'uuidv7';
import { DEMO_PASSWORD, DEMO_USERS } from '@/db/seed/demo-organization';
import type { WaitingFile } from '@/server/domain/media/file';
import { mutate } from './company';
import { lookInside } from './look-inside';
import type { Product } from './product';

const { findBrowser } = await import('../../scripts/browser.mjs');

/** An agent in a browser, in a conversation that files can be sent in. */
export class FilesClient {
  readonly context: BrowserContext;
  readonly cookie: string;
  readonly conversationId: string;
  readonly #product: Product;
  readonly #browser: Browser;

  private constructor(
    product: Product,
    browser: Browser,
    context: BrowserContext,
    cookie: string,
    id: string,
  ) {
    this.#product = product;
    this.#browser = browser;
    this.context = context;
    this.cookie = cookie;
    this.conversationId = id;
  }

  static async open(product: Product): Promise<FilesClient> {
    const browser = await chromium.launch({
      executablePath: await findBrowser(),
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
    const context = await signedIn(product, browser);
    const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    return new FilesClient(product, browser, context, cookie, await chooseConversation(product));
  }

  close(): Promise<void> {
    return this.#browser.close();
  }

  async upload(bytes: Buffer): Promise<WaitingFile> {
    const address = `/api/media/${uuidv7()}?conversation=${this.conversationId}&name=bench`;
    return this.#post(address, 'application/octet-stream', bytes);
  }

  async shrink(file: WaitingFile | undefined): Promise<WaitingFile> {
    const wish = { id: uuidv7(), fileId: file?.id, budget: 600_000 };
    return this.#post('/api/media/shrink', 'application/json', Buffer.from(JSON.stringify(wish)));
  }

  async removeAll(files: readonly WaitingFile[]): Promise<void> {
    for (const { id } of files) await mutate(this.#product, this.cookie, 'media.remove', { fileId: id });
  }

  async send(files: readonly WaitingFile[]): Promise<void> {
    await mutate(this.#product, this.cookie, 'messages.send', {
      id: uuidv7(),
      conversationId: this.conversationId,
      text: '',
      files: files.map(({ id }) => ({ id, alt: '' })),
    });
  }

  async #post(address: string, type: string, body: Buffer): Promise<WaitingFile> {
    const { baseUrl } = this.#product;
    const answer = await fetch(baseUrl + address, {
      method: 'POST',
      headers: { cookie: this.cookie, origin: baseUrl, 'content-type': type },
      body: new Uint8Array(body),
    });
    if (answer.status !== 201)
      throw new Error(`${address} was answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as WaitingFile;
  }
}

async function signedIn(product: Product, browser: Browser): Promise<BrowserContext> {
  const opened = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    baseURL: product.baseUrl,
  });
  const answer = await opened.request.post('/api/auth/sign-in/email', {
    headers: { origin: product.baseUrl },
    data: { email: DEMO_USERS[0]?.email, password: DEMO_PASSWORD },
  });
  if (!answer.ok()) throw new Error(`the demo login was answered ${answer.status()}`);
  return opened;
}

/** One that files can be sent in. */
async function chooseConversation(product: Product): Promise<string> {
  const { client } = await lookInside(product.databaseUrl());
  const { rows } = await client.query<{ id: string }>(`
    select c.id from conversations c join services s on s.organization_id = c.organization_id and s.id = c.service_id
    where s.name = 'Support' and c.state = 'open' and not exists (select from opt_outs o
      where o.organization_id = c.organization_id and o.customer = c.customer and o.opted_out_at is not null)
    order by c.last_message_at desc limit 1`);
  await client.end();
  const id = rows[0]?.id;
  if (!id) throw new Error('the demo has no such conversation');
  return id;
}
