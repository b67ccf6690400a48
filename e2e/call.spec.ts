import { createHmac } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { Handset, orderNumber } from './handset';
import { Inbox } from './inbox';
import { operator } from './operator';
import { expect, PEOPLE, test } from './people';
import { productOfWorker } from './product';

/** A telephone system that tells about calls, as its own would. */
async function telephoneSystem() {
  const hook = (await operator('call-hook', 'create', '--org', 'demo', '--name', 'PBX')) as {
    token: string;
    secret: string;
  };
  return async (call: object): Promise<number> => {
    const body = JSON.stringify({ ...call, at: new Date().toISOString() });
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const answer = await fetch(`${productOfWorker().baseUrl}/api/calls`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-waggle-hook': hook.token,
        'x-waggle-timestamp': timestamp,
        'x-waggle-signature': createHmac('sha256', hook.secret).update(`${timestamp}.${body}`).digest('hex'),
      },
      body,
    });
    return answer.status;
  };
}

test('during a call, “Other” and then “Two-Way SMS” writes to the other side (30)', async ({ pageOf }) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const ben = new Inbox(await pageOf('ben', '/inbox'));
  const handset = await Handset.make(anna.page, 'Giulia Conti');
  const tell = await telephoneSystem();
  const call = { callId: uuidv7(), direction: 'in', peer: handset.number, user: PEOPLE.anna.email };
  const bar = anna.page.getByRole('region', { name: 'Call' });
  expect(await tell({ ...call, event: 'start' })).toBe(204);
  await expect(bar).toContainText(/is calling/);
  await expect(bar).toContainText(handset.shown);
  await expect(ben.page.getByRole('region', { name: 'Call' })).toHaveCount(0);
  expect(await tell({ ...call, event: 'answer' })).toBe(204);
  await expect(bar).toContainText(/On a call with/);
  await expect(bar.getByRole('timer')).toHaveText(/^\d\d:\d\d$/);

  await bar.getByRole('button', { name: 'Other' }).click();
  await anna.page.getByRole('menuitem', { name: 'Two-Way SMS' }).click();
  await expect(anna.page.getByRole('heading', { name: handset.shown, level: 2 })).toBeVisible();
  const text = `As I said: ${orderNumber()}`;
  await anna.send(text);
  await expect.poll(() => handset.received()).toEqual([text]);

  await test.step('who comes to the screen later sees the call too; at its end the bar goes', async () => {
    await anna.page.reload();
    await expect(bar).toContainText(/On a call with/);
    expect(await tell({ ...call, event: 'end' })).toBe(204);
    await expect(bar).toHaveCount(0);
    // Late news of the answer does not bring it back.
    expect(await tell({ ...call, event: 'answer' })).toBe(204);
    await anna.page.reload();
    await expect(anna.composer).toBeVisible();
    await expect(bar).toHaveCount(0);
  });

  await test.step('who has no office number is told why it cannot be done', async () => {
    const bens = { ...call, callId: uuidv7(), user: PEOPLE.ben.email };
    expect(await tell({ ...bens, event: 'start' })).toBe(204);
    const other = ben.page.getByRole('region', { name: 'Call' }).getByRole('button', { name: 'Other' });
    await other.click();
    await expect(ben.page.getByRole('menuitem', { name: 'Two-Way SMS' })).toBeDisabled();
    await expect(ben.page.getByText(/An admin can give you one/)).toBeVisible();
    expect(await tell({ ...bens, event: 'end' })).toBe(204);
  });
});
