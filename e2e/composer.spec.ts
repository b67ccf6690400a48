import { Handset } from './handset';
import { Inbox } from './inbox';
import { expect, test } from './people';

test('the input field takes at most 670 characters (54), and tells what a text costs while it is typed', async ({
  pageOf,
}) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const handset = await Handset.make(anna.page, 'Sam Okafor');
  await handset.write('Sales', 'Do you have the tall fridge?');
  await anna.open(handset.shown);
  const counter = anna.page.getByText(/\d+\/670/);

  await test.step('segments and encoding are counted live', async () => {
    await anna.composer.fill('x'.repeat(160));
    await expect(counter).toContainText(/160\/670.*1 segment.*GSM-7/);
    await anna.composer.fill('x'.repeat(161));
    await expect(counter).toContainText(/161\/670.*2 segments.*GSM-7/);
  });

  await test.step('the character that makes it dear is named and swapped by one click', async () => {
    await anna.composer.fill(`It’s here. ${'x'.repeat(80)}`);
    await expect(counter).toContainText(/2 segments.*UCS-2/);
    await anna.page.getByRole('button', { name: /^Use/ }).click();
    await expect(anna.composer).toHaveValue(`It's here. ${'x'.repeat(80)}`);
    await expect(counter).toContainText(/1 segment.*GSM-7/);
  });

  await test.step('671 are not sent; 670 are', async () => {
    await anna.composer.fill('y'.repeat(671));
    await expect(anna.page.getByText('Too long by 1: the limit is 670 characters.')).toBeVisible();
    await anna.composer.press('Enter');
    await expect(anna.composer).toHaveValue('y'.repeat(671));
    await anna.composer.fill('y'.repeat(670));
    await expect(counter).toContainText(/670\/670.*5 segments/);
    await anna.composer.press('Enter');
    await expect(anna.composer).toHaveValue('');
    await expect(anna.bubble('y'.repeat(670))).toContainText(/Delivered/);
    expect(await handset.received()).toEqual(['y'.repeat(670)]);
  });

  await test.step('Ctrl+Enter sends; with Shift the case is done once it has gone, and can be opened again', async () => {
    await anna.composer.fill('We open at nine.');
    await anna.composer.press('Control+Enter');
    await expect(anna.bubble('We open at nine.')).toContainText(/Delivered/);
    await anna.composer.fill('See you then.');
    await anna.composer.press('Control+Shift+Enter');
    await expect(anna.line(/marked this as done/)).toBeVisible();
    await expect(anna.bubble('See you then.')).toContainText(/Delivered/);
    await anna.undo();
    await expect(anna.line(/opened this again/)).toBeVisible();
    await anna.composer.press('Control+Shift+Enter');
    await expect(anna.page.getByText('There is nothing to send yet.')).toBeVisible();
  });

  await test.step('a text that is not sent yet is still there after a reload, and on another device', async () => {
    await anna.composer.fill('I will look in the sto');
    const device = new Inbox(await pageOf('anna', new URL(anna.page.url()).pathname));
    await expect(async () => {
      await device.page.reload();
      await expect(device.composer).toHaveValue('I will look in the sto', { timeout: 3_000 });
    }).toPass();
    await anna.page.reload();
    await expect(anna.composer).toHaveValue('I will look in the sto');
  });
});
