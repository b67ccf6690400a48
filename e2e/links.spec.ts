import { orderNumber } from './handset';
import { Inbox } from './inbox';
import { expect, test } from './people';

test('a link to a country whose carriers hold links back is warned about, and can be sent (38)', async ({
  pageOf,
}) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const jonas = new Inbox(await pageOf('jonas', '/inbox'));
  const dialog = await anna.startConversation();
  await dialog
    .getByLabel('Phone number')
    .fill(`+45 20 1${String(Math.floor(Math.random() * 1e5)).padStart(5, '0')}`);
  await dialog.getByLabel('Service').click();
  await anna.page.getByRole('option', { name: 'Support', exact: true }).click();
  await dialog.getByRole('button', { name: 'Create conversation' }).click();
  const byCountry = anna.page.getByText('Carriers in Denmark often hold back texts with links.');
  const byShortener = anna.page.getByText(/often hold back shortened links/);

  const text = `See https://hartwell.example/${orderNumber().replace(' ', '-')}`;
  await anna.composer.fill(text);
  await expect(byCountry).toBeVisible();
  await anna.composer.fill('See bit.ly/3oven');
  await expect(byShortener).toBeVisible();
  await anna.composer.fill('See you on Monday');
  await expect(byCountry).toHaveCount(0);
  await expect(byShortener).toHaveCount(0);
  await anna.send(text);
  await expect(jonas.row(text)).toBeVisible();
});
