import { Handset, orderNumber } from './handset';
import { Inbox } from './inbox';
import { expect, test } from './people';

test('a text whose writer has not seen a colleague’s answer is held: send anyway, edit or discard', async ({
  browserOf,
  pageOf,
}) => {
  const jonas = new Inbox(await pageOf('jonas', '/inbox'));
  const handset = await Handset.make(jonas.page, 'Two answers');
  const question = `Are you open tomorrow? ${orderNumber()}`;
  await handset.write('Support', question);
  const context = await browserOf('anna');
  const anna = new Inbox(await context.newPage());
  await anna.page.goto('/inbox');
  await anna.open(question);
  await jonas.open(question);

  const write = async (text: string) => {
    await anna.composer.fill(text);
    await anna.composer.press('Enter');
    await expect(anna.bubble(text)).toBeVisible();
  };
  await test.step('Jonas answers while Anna’s connection is away', async () => {
    await context.setOffline(true);
    await write('Yes, from nine.');
    await jonas.send('We are, from nine to five.');
    await context.setOffline(false);
    await expect(anna.bubble('Yes, from nine.').getByRole('alert')).toContainText(/Jonas answered .+ ago/);
    await expect(anna.bubble('We are, from nine to five.')).toBeVisible();
    await expect.poll(() => handset.received()).toEqual(['We are, from nine to five.']);
  });

  await test.step('Edit puts it back into the composer', async () => {
    await anna.bubble('Yes, from nine.').getByRole('button', { name: 'Edit' }).click();
    await expect(anna.composer).toHaveValue('Yes, from nine.');
    await anna.composer.fill('');
  });

  await test.step('Send anyway sends it', async () => {
    await context.setOffline(true);
    await write('Ring the bell twice.');
    await jonas.send('The door is open.');
    await context.setOffline(false);
    await anna.bubble('Ring the bell twice.').getByRole('button', { name: 'Send anyway' }).click();
    await expect(anna.bubble('Ring the bell twice.')).toContainText(/Delivered|With the carrier|Sent/);
    await expect.poll(() => handset.received()).toContain('Ring the bell twice.');
  });
});
