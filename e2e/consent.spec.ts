import { Handset, orderNumber } from './handset';
import { Inbox } from './inbox';
import { expect, test } from './people';

test('what a customer said about being texted is seen in list and thread, with its evidence', async ({
  pageOf,
}) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const olivia = new Inbox(await pageOf('olivia', '/inbox'));
  const handset = await Handset.make(anna.page, 'Nora Stein');
  const question = `Do you still have my ${orderNumber()}?`;
  await handset.write('Support', question);
  await anna.open(question);
  const consent = async (inbox: Inbox) => {
    await inbox.page.getByRole('button', { name: 'What they said about being texted' }).click();
    return inbox.page.getByRole('dialog', { name: 'Consent' });
  };

  await test.step('an agent writes down what was said on the telephone; nothing can be sent from then on', async () => {
    const dialog = await consent(anna);
    await expect(dialog.getByText(/Nothing is written down yet/)).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Where and how' }).fill('She called at 9:40');
    await dialog.getByRole('button', { name: 'Write it down' }).click();
    await expect(dialog.getByRole('listitem')).toHaveText(/Wants no texts.*Anna Meyer.*She called at 9:40/);
    await anna.page.keyboard.press('Escape');
    await expect(anna.page.getByText('The customer has opted out.').first()).toBeVisible();
    await expect(anna.row(handset.shown)).toContainText('Opted out');
  });

  await test.step('a mistake is taken back the same way', async () => {
    const dialog = await consent(anna);
    await dialog.getByRole('textbox', { name: 'Where and how' }).fill('It was another customer');
    await dialog.getByRole('button', { name: 'Write it down' }).click();
    await expect(dialog.getByRole('listitem').first()).toHaveText(
      /Wants texts again.*It was another customer/,
    );
    await anna.page.keyboard.press('Escape');
    await anna.send('Yes, it is here.');
  });

  await test.step('the customer’s own STOP is lifted by a supervisor or admin at most', async () => {
    await handset.write('Support', 'STOP');
    await expect(anna.page.getByText('The customer has opted out.').first()).toBeVisible();
    const dialog = await consent(anna);
    await dialog.getByRole('textbox', { name: 'Where and how' }).fill('They called');
    await dialog.getByRole('button', { name: 'Write it down' }).click();
    await expect(dialog.getByText(/A supervisor can record/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Show the message' }).first().click();
    await expect(anna.page).toHaveURL(/at=\d+/);
    await expect(dialog).toBeHidden();

    await olivia.page.goto(`/inbox/${anna.openId()}`);
    const theirs = await consent(olivia);
    await theirs.getByRole('textbox', { name: 'Where and how' }).fill('They called, Tuesday 11:00');
    await theirs.getByRole('button', { name: 'Write it down' }).click();
    await expect(theirs.getByRole('listitem').first()).toHaveText(/Wants texts again.*They called, Tuesday/);
    await olivia.page.keyboard.press('Escape');
    await expect(olivia.composer).toBeVisible();
  });
});

test('what a blocked number writes stands in the block log, from which the block is lifted (37)', async ({
  pageOf,
}) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const handset = await Handset.make(anna.page, 'Cruise Lottery');
  const prize = `You won ${orderNumber()}`;
  await handset.write('Support', prize);
  await anna.open(prize);
  const dialog = await anna.fromMore('Block this customer');
  await dialog.getByRole('button', { name: 'Block' }).click();
  await expect(anna.page.getByText('This customer is blocked.').first()).toBeVisible();
  const lastChance = `Last chance, ${orderNumber()}`;
  await handset.write('Support', lastChance);

  await anna.page.getByRole('button', { name: 'Account and settings' }).click();
  await anna.page.getByRole('menuitem', { name: 'Blocked customers' }).click();
  const log = anna.page.getByRole('dialog', { name: 'Blocked customers' });
  const line = log.getByRole('listitem').filter({ hasText: handset.shown });
  await expect(async () => {
    await line.getByRole('button', { name: '1 message since' }).click({ timeout: 1_000 });
  }).toPass();
  await expect(line.getByText(lastChance)).toBeVisible();
  await line.getByRole('button', { name: /^Unblock/ }).click();
  await expect(line).toHaveCount(0);
  await anna.page.keyboard.press('Escape');
  await expect(anna.composer).toBeVisible();
});

test('a contact shows which of its numbers may not be texted', async ({ pageOf }) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const { page } = anna;
  const handset = await Handset.make(page, 'Mika Laine');
  const name = `Mika ${orderNumber()}`;
  await page.goto('/contacts');
  await page.getByRole('button', { name: 'New contact' }).click();
  const dialog = page.getByRole('dialog', { name: 'New contact' });
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await dialog.getByRole('textbox', { name: 'Number', exact: true }).fill(handset.number);
  await dialog.getByRole('button', { name: 'Save' }).click();
  const line = page.getByRole('listitem').filter({ hasText: name });
  await page.getByRole('textbox', { name: 'Search names and numbers' }).fill(name);
  await expect(line).toBeVisible();
  await handset.write('Support', 'STOP');
  await page.reload();
  await page.getByRole('textbox', { name: 'Search names and numbers' }).fill(name);
  await expect(line).toContainText('Opted out');
  await line.getByRole('button', { name }).first().click();
  await expect(page.getByRole('dialog', { name: 'Contact' })).toContainText('Opted out');
});
