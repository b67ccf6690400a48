import { Handset, orderNumber } from './handset';
import { Inbox } from './inbox';
import { expect, test } from './people';

test('after the customer’s STOP nothing can be sent, and START opens the conversation again', async ({
  pageOf,
}) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const handset = await Handset.make(anna.page, 'Priya Nair');
  await handset.write('Support', 'Is this the repair line?');
  await anna.open(handset.shown);
  await anna.composer.fill('Yes, how can we');

  await handset.write('Support', 'STOP');
  await expect(anna.page.getByText('The customer has opted out.').first()).toBeVisible();
  await expect(anna.page.getByText('They can text START to hear from you again.').first()).toBeVisible();
  await expect(anna.page.getByRole('button', { name: /^Send/ })).toHaveCount(0);

  await handset.write('Support', 'START');
  await expect(anna.page.getByRole('button', { name: /^Send/ })).toBeVisible();
  await anna.send('Yes, how can we help?');
  await expect(anna.bubble('Yes, how can we help?')).toContainText(/Delivered/);
  expect(await handset.received()).toEqual(['Yes, how can we help?']);
});

test('to block a spammer the agent sends STOP as reply; further messages from that number are blocked (37)', async ({
  pageOf,
}) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const jonas = new Inbox(await pageOf('jonas', '/inbox'));
  const handset = await Handset.make(anna.page, 'Prize Office');
  await handset.write('Support', 'You won a cruise, call now');
  await anna.open(handset.shown);

  await test.step('it asks first, and can be left', async () => {
    await anna.composer.fill('STOP');
    await anna.composer.press('Enter');
    const question = anna.page.getByRole('dialog');
    await expect(question).toContainText(/block/i);
    await question.getByRole('button', { name: 'Cancel' }).click();
    await expect(question).toBeHidden();
    expect(await handset.received()).toEqual([]);
  });

  await test.step('then it is sent, and the number is blocked', async () => {
    await anna.composer.fill('STOP');
    await anna.composer.press('Enter');
    await anna.page.getByRole('dialog').getByRole('button', { name: /block/i }).click();
    await expect(anna.page.getByText('This customer is blocked.').first()).toBeVisible();
    await expect.poll(() => handset.received()).toEqual(['STOP']);
  });

  await test.step('what it writes now reaches nobody’s inbox', async () => {
    const lastChance = `Last chance for your cruise, ${orderNumber()}`;
    const harmless = `Are you open on Sunday? I have ${orderNumber()}`;
    await handset.write('Support', lastChance);
    // A later text of somebody else is there: the blocked one had its time to arrive.
    const other = await Handset.make(anna.page, 'Somebody else');
    await other.write('Support', harmless);
    for (const member of [anna, jonas]) {
      await expect(member.row(harmless)).toBeVisible();
      await expect(member.page.getByText(lastChance)).toHaveCount(0);
    }
    await jonas.page.reload();
    await expect(jonas.row(harmless)).toBeVisible();
    await expect(jonas.page.getByText(lastChance)).toHaveCount(0);
  });
});
