import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { seededRandom } from '../rig/random';
import { expectOneHistory } from './history';
import { runLoad } from './load';
import { faultRig, isAlive, SEED } from './rig';

/** Longer than web and worker may take to drain. */
const DRAIN_MS = 30_000;
const RESTARTS = 3;
const LOAD_MS = 30_000;

const rig = faultRig();

it('restarts of web and worker by SIGTERM under load fail no request of a client that tries again, and leave no message in doubt (R19)', async () => {
  const { product, carrier } = rig;
  // A slow carrier, so that hand-overs are under way whenever the signal comes.
  carrier.script({ cycle: [{ kind: 'delay', ms: 400 }] });
  const load = runLoad({ ...rig, random: seededRandom(SEED), endsAt: Date.now() + LOAD_MS });
  let restarts = 0;
  const restart = async () => {
    for (let turn = 0; turn < RESTARTS; turn += 1) {
      await sleep(2_500);
      for (const part of ['web', 'worker'] as const) {
        const pid = product.pid(part);
        if (!pid) throw new Error(`no ${part}`);
        process.kill(pid, 'SIGTERM');
        const giveUpAt = Date.now() + DRAIN_MS;
        while (isAlive(pid)) {
          if (Date.now() > giveUpAt) throw new Error(`${part} did not end`);
          await sleep(50);
        }
        while (product.pid(part) === null) await sleep(50);
        restarts += 1;
      }
    }
  };
  const [acknowledged] = await Promise.all([load, restart()]);
  const figures = await expectOneHistory(rig, acknowledged);
  console.log({ restarts, ...figures });
  expect(figures.doubts, 'no hand-over was broken off').toEqual({});
  expect(figures.handedOver).toBe(acknowledged.sends.size);
  // A closed door, or one that closes: tried again at once. Never an answer that says no.
  const answered = Object.keys(figures.repeated).filter((what) => !/^(ECONN|UND_ERR_SOCKET)/.test(what));
  expect(answered).toEqual([]);
}, 180_000);
