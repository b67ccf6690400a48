import { afterAll, beforeAll } from 'vitest';
import { startTwilioStandIn, type TwilioStandIn } from '@/server/carriers/twilio/testing/twilio-stand-in';
import { type Company, foundCompany } from '../rig/company';
import { type Product, startProduct } from '../rig/product';

/** SEED=n repeats a run, as far as the machine's own timing lets it. */
export const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);

export interface FaultRig {
  product: Product;
  carrier: TwilioStandIn;
  company: Company;
  /** Of an agent who is signed in. */
  cookie: string;
}

/** The whole product with a carrier to be steered, for one test file. */
export function faultRig(): FaultRig {
  const rig: Partial<FaultRig> = {};
  beforeAll(async () => {
    console.log(`SEED=${SEED} repeats this run`);
    rig.carrier = await startTwilioStandIn();
    rig.product = await startProduct();
    rig.company = await foundCompany(rig.product, rig.carrier.baseUrl);
    rig.cookie = await rig.company.signIn(rig.company.emails[0] ?? '');
  }, 300_000);
  afterAll(async () => {
    await rig.product?.discard();
    await rig.carrier?.close();
  }, 60_000);
  return rig as FaultRig;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
