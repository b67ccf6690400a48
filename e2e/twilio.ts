import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { expect } from '@playwright/test';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { operator } from './operator';
import { productOfWorker } from './product';

/** What Twilio took from us, and what it found at the addresses of the files. */
interface Sent {
  from: string;
  to: string;
  body: string;
  mediaUrls: string[];
  media: { status: number; contentType: string; sha256: string }[];
}

/** Twilio, played by the stand-in of the adapter's tests as a process of its own. */
export class Twilio {
  readonly #process: ChildProcess;
  readonly #address: string;
  readonly #accountSid = `AC${randomBytes(16).toString('hex')}`;
  readonly #authToken = randomBytes(16).toString('hex');

  private constructor(process: ChildProcess, address: string) {
    this.#process = process;
    this.#address = address;
  }

  static async start(): Promise<Twilio> {
    const program = 'server/carriers/twilio/testing/twilio-stand-in.main.ts';
    const child = spawn(process.execPath, ['--import', 'tsx', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const said = await new Promise<string>((resolve, reject) => {
      child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString()));
      child.once('exit', (code) => reject(new Error(`the stand-in ended with ${code}`)));
    });
    return new Twilio(child, (JSON.parse(said) as { baseUrl: string }).baseUrl);
  }

  stop(): void {
    this.#process.kill();
  }

  /** Gives the demo a connection to it, with a number and a Service of Anna's. @returns where it tells of texts */
  async connect(e164: string): Promise<string> {
    const org = ['--org', 'demo'];
    const account = ['--account-sid', this.#accountSid, '--auth-token', this.#authToken];
    const added = await operator(
      ...['connection', 'add', 'twilio', ...org, '--name', e164, ...account, '--api-base-url', this.#address],
    );
    const { id, inboundUrl } = added as { id: string; inboundUrl: string };
    await operator('number', 'add', ...org, '--connection', id, '--e164', e164);
    const service = ['--name', `By Twilio ${e164}`, '--number', e164, '--members', 'anna@demo.example'];
    await operator('service', 'create', ...org, ...service);
    // The command line does not know the port that this run was given.
    return productOfWorker().baseUrl + new URL(inboundUrl).pathname;
  }

  /** Tells of a customer's text with one picture, signed. */
  async deliver(
    inboundUrl: string,
    text: { from: string; to: string; body: string; photo: Buffer },
  ): Promise<void> {
    const kept = await fetch(`${this.#address}/stand-in/media`, {
      method: 'POST',
      body: new Uint8Array(text.photo),
    });
    const { name } = (await kept.json()) as { name: string };
    const MessageSid = `MM${randomBytes(16).toString('hex')}`;
    const params = {
      ...{ MessageSid, AccountSid: this.#accountSid, From: text.from, To: text.to, Body: text.body },
      ...{ NumMedia: '1', NumSegments: '1', MediaContentType0: 'image/jpeg' },
      MediaUrl0: `${this.#address}/2010-04-01/Accounts/${this.#accountSid}/Messages/${MessageSid}/Media/${name}`,
    };
    const answer = await fetch(inboundUrl, {
      method: 'POST',
      headers: { 'x-twilio-signature': getExpectedTwilioSignature(this.#authToken, inboundUrl, params) },
      body: new URLSearchParams(params),
    });
    expect(answer.status).toBe(200);
  }

  /** What it took, oldest first. */
  async sent(): Promise<Sent[]> {
    const answer = await fetch(`${this.#address}/stand-in/log`);
    return ((await answer.json()) as { messages: Sent[] }).messages;
  }
}
