import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Part } from '../rig/product';
import { settledMessages } from './history';
import { faultRig, isAlive } from './rig';

const rig = faultRig();

/** Until what `look` says is so; throws after half a minute. */
async function until(what: string, look: () => Promise<boolean> | boolean): Promise<void> {
  for (const giveUpAt = Date.now() + 40_000; !(await look()); await sleep(20)) {
    if (Date.now() > giveUpAt) throw new Error(`never: ${what}`);
  }
}

it('without its database it answers carriers 503 and says that it is not ready, keeps nothing half, and takes the repeat later', async () => {
  const { product, company } = rig;
  const sid = `SM${'f'.repeat(32)}`;
  const webhook = company.inbound(sid, '+14155551777', 'Are you there?');
  const post = async () => {
    const { status } = await fetch(webhook.url, {
      method: 'POST',
      headers: webhook.headers,
      body: webhook.body,
    });
    return status;
  };
  const readiness = async () => (await fetch(`${product.baseUrl}/api/readyz`)).status;
  const pid = product.pid('postgres');
  if (!pid) throw new Error('no database process');
  const web = product.pid('web');

  process.kill(pid, 'SIGKILL');
  const answers = new Set<number>();
  let wasUnready = false;
  await until('the text is taken', async () => {
    const [status, ready] = await Promise.all([post(), readiness()]);
    answers.add(status);
    wasUnready ||= ready === 503;
    return status === 200;
  });
  await until('it is ready again', async () => (await readiness()) === 200);

  expect([...answers].sort()).toEqual([200, 503]);
  expect(wasUnready).toBe(true);
  expect(product.pid('web'), 'the same process all along').toBe(web);
  const messages = await settledMessages(product, company);
  expect(messages.filter(({ providerMessageId }) => providerMessageId === sid)).toHaveLength(1);
}, 120_000);

it('leaves no process behind when the launcher is killed, and starts again with its data', async () => {
  const { product, company } = rig;
  const before = await settledMessages(product, company);
  const parts: Part[] = ['web', 'worker'];
  const pids = parts.map((part) => product.pid(part));
  expect(pids).not.toContain(null);
  const launcher = product.pid('launcher');
  if (!launcher) throw new Error('no launcher');
  process.kill(launcher, 'SIGKILL');
  await until('web and worker have followed', () => pids.every((pid) => pid !== null && !isAlive(pid)));
  await product.start();
  expect(await settledMessages(product, company)).toEqual(before);
}, 180_000);
