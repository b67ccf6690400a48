import { expect, type Page } from '@playwright/test';
import { uuidv7 } from 'uuidv7';

/** Something that no other text says, so that journeys can be run again on the same database. */
export function orderNumber(): string {
  return `order ${Math.floor(Math.random() * 9e6) + 1e6}`;
}

/** Numbers of the demo's Services, and the office number that Anna and Jonas share. */
const OUR_NUMBERS = { Support: '+14155550123', Sales: '+12125550142', office: '+16175550190' } as const;
type OurNumber = keyof typeof OUR_NUMBERS;

/** No switch is turned. */
const ORDINARY = {
  noReceipts: false,
  fails: false,
  slow: false,
  landline: false,
  deliversTwice: false,
  receiptsOutOfOrder: false,
  losesFiles: false,
  liesAboutTypes: false,
};
type Behaviour = Record<keyof typeof ORDINARY, boolean>;

/** As Playwright gives files to fields. */
export interface FileToWrite {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

interface FileOnScreen {
  id: string;
  name: string;
  contentType: string;
  state: string;
  width: number | null;
}

interface ScreenMessage {
  direction: string;
  text: string;
  files: FileOnScreen[];
}

/**
 * A customer's telephone, used through the simulator's own API: for journeys that are about the inbox.
 * The page /simulator has a journey of its own.
 */
export class Handset {
  readonly #page: Page;
  readonly #id: string;
  /** E.164. */
  readonly number: string;
  /** The number as the inbox shows it, loosely: the digits of the national part with anything between. */
  readonly shown: RegExp;

  private constructor(page: Page, { id, number }: { id: string; number: string }) {
    this.#page = page;
    this.#id = id;
    this.number = number;
    this.shown = new RegExp([...number.slice(2)].join('\\D{0,2}'));
  }

  /** @param page of anybody who is signed in */
  static async make(page: Page, name: string, behaviour: Partial<Behaviour> = {}): Promise<Handset> {
    const handset = new Handset(page, await call(page, 'simulator.create', { name }));
    if (Object.keys(behaviour).length > 0) await handset.behave(behaviour);
    return handset;
  }

  async behave(behaviour: Partial<Behaviour>): Promise<void> {
    const input = { handsetId: this.#id, behaviour: { ...ORDINARY, ...behaviour } };
    await call(this.#page, 'simulator.setBehaviour', input);
  }

  /**
   * @param to one of the demo's numbers by name, or any number in E.164
   * @param files go with the text, each with the type that it claims
   */
  async write(to: OurNumber | `+${string}`, text: string, files: readonly FileToWrite[] = []): Promise<void> {
    const number = to in OUR_NUMBERS ? OUR_NUMBERS[to as OurNumber] : to;
    const fileIds: string[] = [];
    for (const file of files) fileIds.push(await this.#upload(file));
    const input = { id: uuidv7(), handsetId: this.#id, to: number, text, fileIds };
    await call(this.#page, 'simulator.write', input);
  }

  async #upload({ name, mimeType, buffer }: FileToWrite): Promise<string> {
    const id = uuidv7();
    const query = new URLSearchParams({ handset: this.#id, name, type: mimeType });
    const answer = await this.#page.request.post(`/api/media/${id}?${query}`, {
      headers: { origin: new URL(this.#page.url()).origin, 'content-type': 'application/octet-stream' },
      data: buffer,
    });
    expect(answer.status(), `upload of ${name}`).toBe(201);
    return id;
  }

  /** Where its page is. */
  get address(): string {
    return `/simulator?handset=${this.#id}`;
  }

  /** Texts on its screen that came from us, oldest first. */
  async received(): Promise<string[]> {
    return (await this.#receivedMessages()).map(({ text }) => text);
  }

  /** Files on its screen that came from us, oldest first. */
  async receivedFiles(): Promise<FileOnScreen[]> {
    return (await this.#receivedMessages()).flatMap(({ files }) => files);
  }

  async #receivedMessages(): Promise<ScreenMessage[]> {
    const screen = await read<{ messages: ScreenMessage[] }>(this.#page, 'simulator.screen', {
      handsetId: this.#id,
    });
    return screen.messages.filter(({ direction }) => direction === 'received');
  }
}

/** A change through the API, by whoever is signed in on this page. */
export async function call<Answer>(page: Page, procedure: string, input: unknown): Promise<Answer> {
  const origin = new URL(page.url()).origin;
  const answer = await page.request.post(`/api/trpc/${procedure}`, {
    headers: { origin, 'x-waggle': '1' },
    data: input,
  });
  return unpack(procedure, answer);
}

/** A question to the API, by whoever is signed in on this page. */
export async function read<Answer>(page: Page, procedure: string, input: unknown): Promise<Answer> {
  const query = new URLSearchParams({ input: JSON.stringify(input) });
  const answer = await page.request.get(`/api/trpc/${procedure}?${query}`, { headers: { 'x-waggle': '1' } });
  return unpack(procedure, answer);
}

async function unpack<Answer>(
  procedure: string,
  answer: { status(): number; json(): Promise<unknown> },
): Promise<Answer> {
  const body = (await answer.json()) as { result?: { data: Answer } };
  expect(answer.status(), `${procedure}: ${JSON.stringify(body)}`).toBe(200);
  if (!body.result) throw new Error(`${procedure} answered without a result`);
  return body.result.data;
}
