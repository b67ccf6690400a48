import { Handset, orderNumber } from './handset';
import { Inbox } from './inbox';
import { expect, test } from './people';

test('the customer’s number is used as the name (77) until somebody gives one, which everybody sees at once', async ({
  pageOf,
}) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const jonas = new Inbox(await pageOf('jonas', '/inbox'));
  const handset = await Handset.make(anna.page, 'Petra Kolar');
  const question = `Hello about ${orderNumber()}`;
  await handset.write('Support', question);
  await expect(jonas.row(question)).toContainText(handset.shown);
  await anna.open(question);

  await anna.page.getByTitle('Give them a name').click();
  const dialog = anna.page
    .getByRole('dialog', { name: 'Contact' })
    .or(anna.page.getByRole('dialog', { name: 'New contact' }));
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Petra Kolářová');
  await dialog.getByLabel('Notes').fill('Prefers texts after 9.');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(anna.page.getByRole('heading', { name: 'Petra Kolářová' }).first()).toBeVisible();
  await expect(anna.page.getByText('Prefers texts after 9.')).toBeVisible();
  await expect(jonas.row(question)).toContainText('Petra Kolářová');
});

test('contacts are brought from a file: first what would happen, with the rows that a spreadsheet has spoiled', async ({
  pageOf,
}) => {
  const page = await pageOf('olivia', '/contacts');
  const mark = orderNumber().replace(/\D/g, '');
  await page.getByRole('button', { name: 'Import' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import contacts' });
  const rows = ['Name,Number', `Ida ${mark},+1 303 555 0${mark.slice(0, 3)}`, `Spoiled ${mark},"3,93E+11"`];
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'customers.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(rows.join('\n')),
  });
  await dialog.getByRole('button', { name: 'Check the file' }).click();
  await expect(dialog).toContainText('1 contact would be added.');
  await expect(dialog).toContainText('Line 3');
  await expect(dialog).toContainText('A spreadsheet has spoiled the number 3,93E+11');
  await dialog.getByRole('button', { name: 'Add 1 contact' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('textbox', { name: 'Search names and numbers' }).fill(`Ida ${mark}`);
  await expect(page.getByRole('listitem').filter({ hasText: `Ida ${mark}` })).toBeVisible();
  await expect(page.getByText(`Spoiled ${mark}`)).toHaveCount(0);
});
