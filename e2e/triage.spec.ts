import { Handset, orderNumber } from './handset';
import { Inbox } from './inbox';
import { expect, test } from './people';

test('done ends a case with a line in the thread, can be taken back, and the customer’s next message opens it', async ({
  pageOf,
}) => {
  const anna = new Inbox(await pageOf('anna', '/inbox?view=needs-reply'));
  const jonas = new Inbox(await pageOf('jonas', '/inbox?view=needs-reply'));
  const handset = await Handset.make(anna.page, 'Ines Ferreira');
  const question = `Thank you, that was all about ${orderNumber()}`;
  await handset.write('Support', question);
  await anna.open(question);
  await expect(jonas.row(question)).toBeVisible();

  await test.step('e marks it as done: nobody waits for an answer any more', async () => {
    await anna.page.keyboard.press('e');
    await expect(anna.line(/Anna Meyer.*done/)).toBeVisible();
    await expect(jonas.row(question)).toHaveCount(0);
  });

  await test.step('Undo puts it back among those who wait', async () => {
    await anna.undo();
    await expect(jonas.row(question)).toBeVisible();
    await expect(anna.page.getByRole('button', { name: 'Done', exact: true })).toBeVisible();
  });

  await test.step('done again, by the button; it stands in Done for everybody', async () => {
    await anna.page.getByRole('button', { name: 'Done', exact: true }).click();
    await expect(anna.page.getByRole('button', { name: 'Open again', exact: true })).toBeVisible();
    await jonas.page.getByRole('link', { name: /^Done/ }).click();
    await expect(jonas.row(question)).toBeVisible();
  });

  const more = `One more thing about ${orderNumber()}`;
  await test.step('the customer writes: it is open', async () => {
    await handset.write('Support', more);
    await expect(jonas.row(handset.shown)).toHaveCount(0);
    await expect(anna.bubble(more)).toBeVisible();
    await expect(anna.page.getByRole('button', { name: 'Done', exact: true })).toBeVisible();
  });
});

test('a conversation is snoozed in words, and comes back when the customer writes', async ({ pageOf }) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const jonas = new Inbox(await pageOf('jonas', '/inbox'));
  const handset = await Handset.make(anna.page, 'Piet de Vries');
  const question = `No hurry with ${orderNumber()}`;
  await handset.write('Support', question);
  await anna.open(question);

  await test.step('what is not understood or has passed changes nothing', async () => {
    await anna.page.getByRole('button', { name: 'Snooze', exact: true }).click();
    const words = anna.page.getByLabel('Until when, in words');
    await words.fill('some day');
    await expect(anna.page.getByText('This is not understood.')).toBeVisible();
    await words.fill('2020-01-01 9:00');
    await words.press('Enter');
    await expect(anna.page.getByText('This moment has passed.')).toBeVisible();
    await words.fill('tomorrow 9');
    await words.press('Enter');
  });

  await test.step('everybody sees until when', async () => {
    await expect(anna.line(/Anna Meyer snoozed/)).toBeVisible();
    await jonas.page.getByRole('link', { name: /^Snoozed/ }).click();
    await expect(jonas.row(question)).toContainText(/9:00|09:00/);
  });

  await test.step('the customer writes: it is open again', async () => {
    await handset.write('Support', `Now I do hurry, ${orderNumber()}`);
    await expect(jonas.row(handset.shown)).toHaveCount(0);
    await expect(anna.page.getByRole('button', { name: 'Done', exact: true })).toBeVisible();
  });
});

test('names, labels and silence: each is seen by whom it concerns, and can be taken back', async ({
  pageOf,
}) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const jonas = new Inbox(await pageOf('jonas', '/inbox'));
  const handset = await Handset.make(anna.page, 'Luc Moreau');
  const question = `Where is ${orderNumber()}?`;
  await handset.write('Support', question);
  await anna.open(question);

  await test.step('a conversation gets a name of its own, and loses it again (32)', async () => {
    const title = `Lost parcel ${orderNumber()}`;
    await anna.rename(title);
    await expect(jonas.row(title)).toBeVisible();
    await anna.undo();
    await expect(jonas.row(title)).toHaveCount(0);
    await expect(jonas.row(question)).toBeVisible();
    await anna.composer.press('Escape');
    await anna.page.keyboard.press('F2');
    const field = anna.page.getByRole('textbox', { name: 'Name of the conversation' });
    await expect(field).toBeFocused();
    await field.fill('Not kept');
    await field.press('Escape');
    await expect(anna.page.getByRole('heading', { name: handset.shown, level: 2 })).toBeVisible();
  });

  await test.step('a label is seen in every list', async () => {
    const name = `Parcels ${orderNumber()}`;
    const olivia = new Inbox(await pageOf('olivia', `/inbox/${anna.openId()}`));
    const dialog = await olivia.fromMore('Labels');
    await dialog.getByLabel('New label').fill(name);
    await dialog.getByRole('button', { name: 'Make' }).click();
    await expect(dialog.getByRole('checkbox', { name })).toBeChecked();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(olivia.line(new RegExp(`Olivia Hart labelled this ${name}`))).toBeVisible();
    await expect(jonas.row(question)).toContainText(name);
    await expect(jonas.page.getByRole('link', { name: new RegExp(name) })).toBeVisible();
  });

  await test.step('who mutes it gets no unread mark; a colleague does', async () => {
    await anna.page.getByRole('button', { name: 'More', exact: true }).click();
    await anna.page.getByRole('menuitem', { name: 'Mute' }).click();
    await expect(anna.row(question)).toContainText('Muted');
    await anna.page.keyboard.press('Escape');
    const again = `And where is ${orderNumber()}?`;
    await handset.write('Support', again);
    await expect(jonas.row(again)).toHaveAccessibleName(/unread/i);
    await expect(anna.row(again)).not.toHaveAccessibleName(/unread/i);
  });

  await test.step('what was read is marked as unread for later', async () => {
    await jonas.open(handset.shown);
    await expect(jonas.row(handset.shown)).not.toHaveAccessibleName(/unread/i);
    await jonas.page.getByRole('button', { name: 'More', exact: true }).click();
    await jonas.page.getByRole('menuitem', { name: 'Mark as unread' }).click();
    await expect(jonas.page.getByText('Marked as unread')).toBeVisible();
    await expect(jonas.row(handset.shown)).toHaveAccessibleName(/unread/i);
  });
});

test('several conversations are done at once by keys, and one Undo takes it all back', async ({ pageOf }) => {
  const anna = new Inbox(await pageOf('anna', '/inbox?view=needs-reply'));
  const texts = [1, 2, 3].map((number) => `Question ${number} about ${orderNumber()}`);
  for (const text of texts) {
    const handset = await Handset.make(anna.page, 'Group of three');
    await handset.write('Support', text);
    await expect(anna.row(text)).toBeVisible();
  }
  const toolbar = anna.page.getByRole('toolbar', { name: 'With the marked conversations' });

  await test.step('x marks, Shift+J marks on, Esc unmarks', async () => {
    await anna.page.keyboard.press('j');
    await anna.page.keyboard.press('x');
    await expect(toolbar).toContainText('1 marked');
    await anna.page.keyboard.press('Shift+J');
    await anna.page.keyboard.press('Shift+J');
    await expect(toolbar).toContainText('3 marked');
    await anna.page.keyboard.press('Escape');
    await expect(toolbar).toBeHidden();
  });

  await test.step('Done over all three, and back', async () => {
    for (const text of texts) await anna.row(text).click({ modifiers: ['Control'] });
    await toolbar.getByRole('button', { name: 'Done' }).click();
    for (const text of texts) await expect(anna.row(text)).toHaveCount(0);
    await expect(anna.page.getByText('3 conversations changed')).toBeVisible();
    await anna.undo();
    for (const text of texts) await expect(anna.row(text)).toBeVisible();
  });
});
