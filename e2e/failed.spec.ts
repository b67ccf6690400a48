import { Handset } from './handset';
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
