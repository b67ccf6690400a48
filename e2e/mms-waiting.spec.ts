import { Handset, orderNumber } from './handset';
import { Inbox } from './inbox';
import { expect, test } from './people';

const pdf = (name: string) => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.7\n%%EOF\n'),
});

test.describe('files that wait in the text box', () => {
  let anna: Inbox;
  let handset: Handset;
  test.beforeEach(async ({ pageOf }) => {
    anna = new Inbox(await pageOf('anna', '/inbox'));
    handset = await Handset.make(anna.page, 'Wanda Wait');
    const question = `Where is the bill of ${orderNumber()}?`;
    await handset.write('Support', question);
    await anna.open(question);
  });

  test('an upload that is cut off says so, goes on by itself when the connection is back, or is tried again by hand', async () => {
    const chip = anna.files.getByRole('listitem');
    await anna.attach(pdf('map.pdf'));
    await anna.page.context().setOffline(true);
    await anna.page.locator('main input[type=file]').setInputFiles(pdf('bill.pdf'));
    const first = chip.filter({ hasText: 'bill.pdf' });
    await expect(first.getByRole('alert')).toHaveText('The upload was cut off.');
    await anna.page.context().setOffline(false);
    await expect(first).toHaveText(/\d B$/);

    await anna.page.route('**/api/media/*', (route) => route.abort(), { times: 1 });
    await anna.page.locator('main input[type=file]').setInputFiles(pdf('terms.pdf'));
    const second = chip.filter({ hasText: 'terms.pdf' });
    await second.getByRole('button', { name: 'Try again: terms.pdf' }).click();
    await expect(second.getByRole('alert')).toBeHidden();
    await anna.page.getByRole('button', { name: 'Send MMS' }).click();
    await expect
      .poll(() => handset.receivedFiles(), { timeout: 20_000 })
      .toMatchObject([{ name: 'map.pdf' }, { name: 'bill.pdf' }, { name: 'terms.pdf' }]);
  });

  test('they are there after a reload and on another device, and gone from both when one sends them, now or for later', async ({
    pageOf,
  }) => {
    await anna.attach(pdf('bill.pdf'));
    await anna.page.reload();
    await expect(anna.files.getByRole('listitem')).toContainText(['bill.pdf']);
    const laptop = new Inbox(await pageOf('anna', `/inbox/${anna.openId()}`));
    await expect(laptop.files.getByRole('listitem')).toContainText(['bill.pdf']);

    await laptop.page.getByRole('button', { name: 'Schedule', exact: true }).click();
    const menu = laptop.page.getByRole('dialog', { name: 'Schedule' });
    await menu.getByRole('textbox').fill('tomorrow 9');
    await menu.getByRole('textbox').press('Enter');
    for (const device of [laptop, anna]) await expect(device.files).toHaveCount(0);
    await anna.composer.press('ArrowUp');
    for (const device of [anna, laptop]) {
      await expect(device.files.getByRole('listitem')).toContainText(['bill.pdf']);
    }

    await laptop.page.getByRole('button', { name: 'Send MMS' }).click();
    await expect(laptop.thread.getByText('bill.pdf')).toBeVisible();
    await expect(anna.thread.getByText('bill.pdf')).toBeVisible();
    await expect(anna.files).toHaveCount(0);
  });

  test('an upload goes on while another conversation is read, and belongs to its own', async () => {
    const other = await Handset.make(anna.page, 'Otto Other');
    await other.write('Support', `And mine, ${orderNumber()}?`);
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    await anna.page.route('**/api/media/*', async (route) => {
      if (route.request().method() === 'POST') await held;
      await route.continue();
    });
    await anna.page.locator('main input[type=file]').setInputFiles(pdf('bill.pdf'));
    await expect(anna.files.getByRole('listitem')).toHaveCount(1);
    await anna.open(other.shown);
    await expect(anna.files).toHaveCount(0);
    const uploaded = anna.page.waitForResponse((answer) => answer.status() === 201);
    goOn();
    await uploaded;
    await expect(anna.files).toHaveCount(0);
    await anna.open(handset.shown);
    await expect(anna.files.getByRole('listitem')).toHaveText([/bill\.pdf\d+ B$/]);
  });
});
