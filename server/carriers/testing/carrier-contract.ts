import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import type { CarrierRig } from './carrier-rig';
import { describeSending } from './contract-of-sending';
import { describeParsing, describeVerifying } from './contract-of-webhooks';

/** What every carrier owes to the rest of Waggle. Called by the test of each adapter. */
export function describeCarrierContract<Credentials>(
  name: string,
  open: () => Promise<CarrierRig<Credentials>>,
): void {
  describe(`the carrier contract: ${name}`, () => {
    let rig: CarrierRig<Credentials>;
    beforeAll(async () => {
      rig = await open();
    });
    afterAll(() => rig.close());
    beforeEach(() => rig.script({}));

    describeSending(() => rig);
    describeVerifying(() => rig);
    describeParsing(() => rig);
  });
}
