import { Handset, orderNumber } from './handset';
import { Inbox } from './inbox';
import { expect, test } from './people';

test('a message that did not go is red and says why in words; Retry sends it once more', async ({
  pageOf,
}) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));

  await test.step('a landline is named as one', async () => {
    const landline = await Handset.make(anna.page, 'Old Office', { landline: true });
    await landline.write('Sales', 'Do you deliver?');
    await anna.open(landline.shown);
    await anna.send('Yes, everywhere in the city.');
    await expect(anna.bubble('Yes, everywhere in the city.')).toContainText(
      'This is a landline, and landlines cannot receive texts.',
    );
    await expect(anna.row(landline.shown)).toContainText('We could not deliver this message');
  });

  await test.step('a phone that could not be reached gets the same text by Retry, once', async () => {
    const handset = await Handset.make(anna.page, 'Lena Fischer', { fails: true });
    await handset.write('Sales', 'Which colours are there?');
    await anna.open(handset.shown);
    await anna.send('White, black and sage.');
    const first = anna.bubble('White, black and sage.').first();
    await expect(first.getByRole('button', { name: 'Retry' })).toBeVisible();
    await handset.behave({});
    await first.getByRole('button', { name: 'Retry' }).click();
    await expect(anna.bubble('White, black and sage.').last()).toContainText(/Delivered/);
    await expect(anna.page.getByRole('button', { name: 'Retry' })).toHaveCount(0);
    expect(await handset.received()).toEqual(['White, black and sage.']);
  });
});

test('what did not go is explained, copied, written anew, or sent again by a key', async ({ browserOf }) => {
  const context = await browserOf('anna');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const anna = new Inbox(await context.newPage());
  const { page } = anna;
  await page.goto('/inbox');
  const handset = await Handset.make(page, 'Ida Lund', { fails: true });
  const question = `Is it there yet? ${orderNumber()}`;
  await handset.write('Sales', question);
  await anna.open(question);
  await anna.send('It comes on Tuseday.');
  const failed = anna.bubble('It comes on Tuseday.').first();

  await test.step('Why? tells each try, and Copy copies', async () => {
    await failed.getByRole('button', { name: 'Why?' }).click();
    const way = page.getByRole('dialog', { name: 'How it went' });
    await expect(way).toContainText('Written by Anna');
    await expect(way).toContainText('The phone could not be reached.');
    await page.keyboard.press('Escape');
    await expect(failed.getByRole('button', { name: 'Why?' })).toBeFocused();
    await failed.getByRole('button', { name: 'Copy' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('It comes on Tuseday.');
  });

  await test.step('Edit puts it into the composer; once that is sent the failed one is dealt with', async () => {
    await handset.behave({});
    await failed.getByRole('button', { name: 'Edit' }).click();
    await expect(anna.composer).toHaveValue('It comes on Tuseday.');
    await expect(anna.composer).toBeFocused();
    await anna.send('It comes on Tuesday.');
    await expect(failed).toContainText('Dealt with');
    await expect.poll(() => handset.received()).toEqual(['It comes on Tuesday.']);
  });

  await test.step('Up in the empty field brings the newest back; a full stop sends it again', async () => {
    await handset.behave({ fails: true });
    await anna.send('In the morning.');
    await expect(anna.bubble('In the morning.').getByRole('button', { name: 'Retry' })).toBeVisible();
    await anna.composer.press('ArrowUp');
    await expect(anna.composer).toHaveValue('In the morning.');
    await anna.composer.fill('');
    await handset.behave({});
    await anna.composer.press('Escape');
    await page.keyboard.press('.');
    await expect(anna.bubble('In the morning.').last()).toContainText(/Delivered/);
    expect(await handset.received()).toEqual(['It comes on Tuesday.', 'In the morning.']);
    await page.keyboard.press('.');
    await expect(page.getByText('Nothing has failed here.')).toBeVisible();
  });
});

test('webhooks that come twice and in the wrong order change nothing that people see', async ({ pageOf }) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const handset = await Handset.make(anna.page, 'Twice Over', {
    deliversTwice: true,
    receiptsOutOfOrder: true,
  });
  await handset.write('Support', 'The washer leaks.');
  await anna.open(handset.shown);
  await anna.send('Please close the tap. Who is at home?');
  await expect(anna.bubble('Please close the tap.')).toContainText(/Delivered/);
  await handset.write('Support', 'I am.');
  await expect(anna.bubble('I am.')).toBeVisible();
  await expect(anna.bubble('The washer leaks.')).toHaveCount(1);
  await expect(anna.bubble('Please close the tap.')).toHaveCount(1);
  await expect(anna.bubble('Please close the tap.')).toContainText(/Delivered/);
  expect(await handset.received()).toHaveLength(1);
});

test('a message whose carrier gives no receipt never says that it was delivered (56)', async ({ pageOf }) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const handset = await Handset.make(anna.page, 'Quiet Line', { noReceipts: true });
  await handset.write('Support', 'Do I need the invoice?');
  await anna.open(handset.shown);
  await anna.send('No, the serial number is enough.');
  await expect.poll(() => handset.received()).toEqual(['No, the serial number is enough.']);
  await expect(anna.bubble('No, the serial number')).toContainText(/With the carrier|Sent, no receipt yet/);
  await expect(anna.bubble('No, the serial number')).not.toContainText('Delivered');
});
