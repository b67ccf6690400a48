import { Handset, orderNumber } from './handset';
import { Inbox } from './inbox';
import { expect, test } from './people';

test('colleagues who look at the same conversation see each other, and who is typing', async ({ pageOf }) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const jonas = new Inbox(await pageOf('jonas', '/inbox'));
  const handset = await Handset.make(anna.page, 'Mara Lindt');
  const question = `Is ${orderNumber()} ready?`;
  await handset.write('Support', question);
  await anna.open(question);
  const details = anna.page.getByRole('complementary', { name: 'Details' });
  await expect(details).not.toContainText('is looking');

  await test.step('a colleague comes', async () => {
    await jonas.open(question);
    await expect(details.getByRole('listitem').filter({ hasText: 'Jonas Olsen' })).toContainText(
      'is looking',
    );
  });
  await test.step('and begins to write', async () => {
    await jonas.composer.pressSequentially('It is ');
    const said = anna.page.getByRole('status').filter({ hasText: 'Jonas Olsen is typing' });
    await expect(said).toBeVisible();
  });
  await test.step('and goes', async () => {
    await jonas.composer.fill('');
    await jonas.page.goto('/contacts');
    await expect(details).not.toContainText('is looking');
    await expect(anna.page.getByText('Jonas Olsen is typing', { exact: true })).toHaveCount(0);
  });
});
