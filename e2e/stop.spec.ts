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

test('words that look like an opt-out are asked about: none, and then one, which stands in the history', async ({
  pageOf,
}) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const handset = await Handset.make(anna.page, 'Lena Fuchs');
  const first = `Please stop texting me about ${orderNumber()}`;
  await handset.write('Support', first);
  await anna.open(first);
  const question = anna.page.getByText('This looks like an opt-out.');

  await expect(question).toBeVisible();
  await anna.page.getByRole('button', { name: 'It is not one' }).click();
  await expect(question).toHaveCount(0);
  await anna.send('Shall we talk about the other order only?');

  const second = `I said stop texting me, ${orderNumber()}`;
  await handset.write('Support', second);
  await anna.page.getByRole('button', { name: 'Opt them out' }).click();
  await expect(anna.page.getByText('The customer has opted out.').first()).toBeVisible();
  await expect(anna.row(handset.shown)).toContainText('Opted out');
  await anna.page.getByRole('button', { name: 'What they said about being texted' }).click();
  const consent = anna.page.getByRole('dialog', { name: 'Consent' });
  await expect(consent.getByRole('listitem')).toHaveText(/Wants no texts.*Anna Meyer.*Show the message/);
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
