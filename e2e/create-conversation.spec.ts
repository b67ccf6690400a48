import { Handset, orderNumber, read } from './handset';
import { Inbox } from './inbox';
import { operator } from './operator';
import { expect, test } from './people';

test('"+", Create SMS conversation, number and Service, Create conversation (46, 47, 51); then it cannot be changed (50) and is joined, not doubled (52)', async ({
  pageOf,
}) => {
  const showroom = `Showroom of ${orderNumber()}`;
  await operator('service', 'create', '--org', 'demo', '--name', showroom, '--members', 'anna@demo.example');
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const handset = await Handset.make(anna.page, 'Noor Haddad');
  const dialog = await anna.startConversation();
  const number = dialog.getByLabel('Phone number');
  const service = dialog.getByLabel('Service');
  const create = dialog.getByRole('button', { name: 'Create conversation' });

  await test.step('only Services that have an SMS number are listed (49)', async () => {
    await service.click();
    const option = (name: string) => anna.page.getByRole('option', { name, exact: true });
    await expect(option('Sales')).toBeVisible();
    await expect(option('Billing')).toBeVisible();
    await expect(option(showroom)).toHaveCount(0);
    await option('Support').click();
  });

  await test.step('exactly one recipient (48), and a number is never guessed from free text (45)', async () => {
    const refusals = {
      '+1 415 555 0177, +1 415 555 0178': 'This is not a phone number.',
      'call Noor on 4155550177': 'This is not a phone number.',
      '415 555': 'There is no such number. Check the digits and the country.',
    };
    for (const [text, sentence] of Object.entries(refusals)) {
      await number.fill(text);
      await number.press('Enter');
      await expect(dialog.getByText(sentence)).toBeVisible();
      await expect(create).toBeDisabled();
    }
  });

  await test.step('a national number is read with the country that is shown', async () => {
    await number.fill(handset.number.slice(2));
    await create.click();
    await expect(dialog).toBeHidden();
    await expect(anna.page).toHaveURL(/\/inbox\/[0-9a-f-]{36}/);
    await expect(anna.composer).toBeFocused();
    await expect(anna.page.getByRole('main')).toContainText(handset.shown);
    await expect(anna.page.getByRole('main')).toContainText('Support');
  });
  const conversationId = anna.openId();

  await test.step('there is no tag SMS yet (57), and nothing that would change the Service', async () => {
    const main = anna.page.getByRole('main');
    await expect(anna.smsTag).toHaveCount(0);
    await expect(main.getByRole('combobox', { name: /service/i })).toHaveCount(0);
    await expect(main.getByRole('button', { name: /service/i })).toHaveCount(0);
    await anna.send('Your new oven is in the shop.');
    await expect(anna.smsTag).toBeVisible();
  });

  await test.step('a colleague who creates the same one is brought to it (52)', async () => {
    const ben = new Inbox(await pageOf('ben', '/inbox'));
    const same = await ben.startConversation();
    await same.getByLabel('Phone number').fill(handset.number);
    await same.getByLabel('Service').click();
    await ben.page.getByRole('option', { name: 'Support', exact: true }).click();
    await same.getByRole('button', { name: 'Create conversation' }).click();
    await expect(ben.page).toHaveURL(new RegExp(conversationId));
    await expect(ben.page.getByText('You were added to the existing conversation')).toBeVisible();
    await expect(ben.bubble('Your new oven is in the shop.')).toBeVisible();
    const found = await read<{ participantIds: string[] }>(ben.page, 'conversations.get', { conversationId });
    expect(found.participantIds).toHaveLength(4);
  });
});
