import { Handset, orderNumber } from './handset';
import { Inbox } from './inbox';
import { expect, test } from './people';

test('a text waits for its time where all see it, and can be edited, sent at once, or goes with a reply', async ({
  pageOf,
}) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const jonas = new Inbox(await pageOf('jonas', '/inbox'));
  const handset = await Handset.make(anna.page, 'Later please');
  const question = `Remind me tomorrow ${orderNumber()}`;
  await handset.write('Support', question);
  await anna.open(question);
  await jonas.open(question);
  const waiting = (inbox: Inbox) => inbox.page.getByRole('region', { name: 'Messages that go out later' });

  const schedule = async (text: string, words: string, { cancelOnReply = false } = {}) => {
    await anna.composer.fill(text);
    await anna.page.getByRole('button', { name: 'Schedule', exact: true }).click();
    const menu = anna.page.getByRole('dialog', { name: 'Schedule' });
    await expect(menu).toContainText(/at the customer’s now/);
    if (cancelOnReply) await menu.getByRole('checkbox', { name: /customer replies/ }).check();
    await menu.getByRole('textbox').fill(words);
    await menu.getByRole('textbox').press('Enter');
    await expect(anna.composer).toHaveValue('');
    for (const inbox of [anna, jonas]) await expect(waiting(inbox)).toContainText(text);
  };

  await test.step('the button says why nothing can be scheduled yet', async () => {
    const button = anna.page.getByRole('button', { name: 'Schedule', exact: true });
    await expect(button).toBeDisabled();
    await expect(button).toHaveAttribute('title', 'Write a message first, then choose when it goes out.');
  });

  await test.step('scheduled in words, and seen by a colleague at once', async () => {
    await schedule('Good morning!', 'tomorrow 9');
    await expect(waiting(jonas)).toContainText(/09:00/);
    await anna.composer.fill('By key');
    await anna.composer.press('Control+Shift+S');
    await expect(anna.page.getByRole('dialog', { name: 'Schedule' })).toBeVisible();
    await anna.page.keyboard.press('Escape');
    await expect(anna.composer).toBeFocused();
    await anna.composer.fill('');
  });

  await test.step('taken back into the composer', async () => {
    await waiting(anna).getByRole('button', { name: 'Edit' }).click();
    await expect(anna.composer).toHaveValue('Good morning!');
    await expect(waiting(jonas)).toHaveCount(0);
  });

  await test.step('the newest comes back into the empty field by Up', async () => {
    await schedule('See you at nine.', 'tomorrow 9');
    await schedule('Or at ten.', 'tomorrow 8');
    await anna.composer.press('ArrowUp');
    await expect(anna.composer).toHaveValue('Or at ten.');
    await anna.composer.fill('');
    await anna.composer.press('ArrowUp');
    await expect(anna.composer).toHaveValue('See you at nine.');
    await expect(waiting(jonas)).toHaveCount(0);
  });

  await test.step('sent at once, once', async () => {
    await schedule('Good morning again!', 'tomorrow 10');
    await waiting(jonas).getByRole('button', { name: 'Send now' }).click();
    await expect(anna.bubble('Good morning again!')).toBeVisible();
    await expect(waiting(anna)).toHaveCount(0);
    await expect.poll(() => handset.received()).toEqual(['Good morning again!']);
  });

  await test.step('cancelled by the customer’s reply', async () => {
    await schedule('Did you get it?', 'in 2h', { cancelOnReply: true });
    await handset.write('Support', 'Got it, thanks');
    await expect(anna.bubble('Got it, thanks')).toBeVisible();
    for (const inbox of [anna, jonas]) await expect(waiting(inbox)).toHaveCount(0);
    expect(await handset.received()).toEqual(['Good morning again!']);
  });

  await test.step('with files, which come back into the composer and go with the message', async () => {
    await anna.attach({
      name: 'opening-hours.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7\n%%EOF\n'),
    });
    await schedule('Here they are', 'tomorrow 9');
    await expect(anna.files).toHaveCount(0);
    await expect(waiting(jonas)).toContainText('opening-hours');
    await anna.composer.press('ArrowUp');
    await expect(anna.composer).toHaveValue('Here they are');
    await expect(anna.files.getByRole('listitem')).toContainText(['opening-hours']);
    await schedule('', 'tomorrow 10');
    await waiting(jonas).getByRole('button', { name: 'Send now' }).click();
    await expect(waiting(anna)).toHaveCount(0);
    await expect
      .poll(() => handset.receivedFiles(), { timeout: 20_000 })
      .toMatchObject([{ contentType: 'application/pdf' }]);
  });

  await test.step('behind the tick stands how a text went', async () => {
    const sign = anna.bubble('Good morning again!').getByRole('button', { name: /Delivered/ });
    const seen = anna.page.getByLabel('How it went');
    await expect(async () => {
      // The first time it is still to be loaded.
      await anna.composer.hover();
      await sign.hover();
      await expect(seen).toContainText('Receipt: delivered', { timeout: 2_000 });
    }).toPass();
    await anna.composer.hover();
    await expect(seen).toBeHidden();
    await sign.click();
    const way = anna.page.getByRole('dialog', { name: 'How it went' });
    await expect(way).toContainText('Given to the carrier: the carrier took it');
    await expect(way).toContainText('Receipt: delivered');
    await anna.page.keyboard.press('Escape');
    await expect(seen).toBeHidden();
    await expect(sign).toBeFocused();
  });
});
