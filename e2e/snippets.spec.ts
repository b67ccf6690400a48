import { uuidv7 } from 'uuidv7';
import { call, Handset, orderNumber } from './handset';
import { Inbox } from './inbox';
import { expect, test } from './people';

test('a snippet is written once, found by a slash and filled in; what is not known blocks sending', async ({
  pageOf,
}) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const { page } = anna;
  const handset = await Handset.make(page, 'Asks often');
  const question = `Do you deliver? ${orderNumber()}`;
  await handset.write('Support', question);
  await anna.open(question);
  const shortcut = `d${orderNumber().replace(/\D/g, '')}`;

  await test.step('made in the dialog, which refuses a variable that nobody knows', async () => {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox')).toBeFocused();
    await page.keyboard.type('Manage snippets');
    await page.keyboard.press('Enter');
    const list = page.getByRole('dialog', { name: 'Snippets' });
    await list.getByRole('button', { name: 'New snippet' }).click();
    const form = page.getByRole('dialog', { name: 'New snippet' });
    await form.getByLabel('Name').fill(`Delivery ${shortcut}`);
    await form.getByLabel('Shortcut').fill(shortcut);
    await form.getByLabel('Text').fill('Hi {{contact.frist_name}}');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(form.getByRole('alert')).toContainText('contact.frist_name');
    await form
      .getByLabel('Text')
      .fill('Hi {{contact.first_name|there}}, {{contact.name}}: {{agent.first_name}} here.');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(list.getByText(`/${shortcut}`)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(list).toBeHidden();
  });

  await test.step('found, shown as it would be sent, and inserted', async () => {
    await anna.composer.pressSequentially(`/${shortcut}`);
    const menu = page.getByRole('listbox', { name: 'Snippets' });
    await expect(menu.getByRole('option')).toHaveCount(1);
    await expect(page.getByText('Hi there, {{contact.name}}: Anna here.')).toBeVisible();
    await anna.composer.press('Enter');
    await expect(anna.composer).toHaveValue('Hi there, {{contact.name}}: Anna here.');
    await expect(menu).toBeHidden();
  });

  await test.step('what is not known must be written by hand', async () => {
    await expect(page.getByText('Nothing is known for “contact.name”: write it yourself.')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Send SMS/ })).toBeDisabled();
    await anna.send('Hi there, Anna here.');
    await expect.poll(() => handset.received()).toEqual(['Hi there, Anna here.']);
  });

  await test.step('the fields of the customer’s card are known, in snippets and in what is typed', async () => {
    const contact = { name: 'Ole Lund', notes: '', labelIds: [], fields: { Tariff: 'Flex 20' } };
    const numbers = [{ customer: handset.number, label: '' }];
    await call(page, 'contacts.save', { id: uuidv7(), version: 0, country: 'US', numbers, ...contact });
    await call(page, 'snippets.save', {
      id: uuidv7(),
      version: 0,
      scope: 'personal',
      serviceId: null,
      name: `Tariff ${shortcut}`,
      shortcut: `t${shortcut}`,
      text: '{{contact.first_name}}, your tariff is {{contact.Tariff}}.',
    });
    await expect(page.getByRole('heading', { name: 'Ole Lund', level: 2 })).toBeVisible();
    await anna.composer.pressSequentially(`;t${shortcut}`);
    await expect(page.getByText('Ole, your tariff is Flex 20.')).toBeVisible();
    await anna.composer.press('Enter');
    await expect(anna.composer).toHaveValue('Ole, your tariff is Flex 20.');
    await anna.composer.fill('{{contact.Tariff}}, {{contact.Plan}}');
    await page.getByRole('button', { name: 'Fill in' }).click();
    await expect(anna.composer).toHaveValue('Flex 20, {{contact.Plan}}');
    await anna.composer.fill('');
  });

  await test.step('a shortcut that answers to nothing is not sent to the customer', async () => {
    await anna.composer.pressSequentially('/nothing-of-the-kind');
    await expect(page.getByText(/No snippet answers to this/)).toBeVisible();
    await anna.composer.press('Enter');
    await expect(anna.composer).toHaveValue('/nothing-of-the-kind');
    await anna.composer.fill('');
  });

  await test.step('an emoji is found by its name', async () => {
    await page.getByRole('button', { name: 'Insert an emoji' }).click();
    await page.getByRole('textbox', { name: 'Search emoji' }).press('Escape');
    await expect(anna.composer).toBeFocused();
    await page.getByRole('button', { name: 'Insert an emoji' }).click();
    await page.getByRole('textbox', { name: 'Search emoji' }).fill('truck');
    await page.keyboard.press('Enter');
    await expect(anna.composer).toHaveValue('🚚');
  });
});
