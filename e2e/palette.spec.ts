import { Handset, orderNumber } from './handset';
import { Inbox } from './inbox';
import { expect, test } from './people';

test('typing a number in the search field offers “2 Way SMS” (29); a group chat of the two is made (31), and its answer comes back', async ({
  pageOf,
}) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const handset = await Handset.make(anna.page, 'Lena Brandt');
  const ask = async (words: string) => {
    await anna.page.getByRole('button', { name: 'Search and commands' }).click();
    await anna.page.getByRole('combobox', { name: 'Search or do anything' }).fill(words);
  };
  const option = (name: RegExp) => anna.page.getByRole('option', { name });

  await ask(handset.number);
  await expect(option(/^2 Way SMS: /)).toBeVisible();
  await option(/^2 Way SMS: /).click();
  await expect(anna.page).toHaveURL(/\/inbox\/[0-9a-f-]{36}/);
  await expect(anna.composer).toBeVisible();
  const id = anna.openId();
  const text = `This is Anna about ${orderNumber()}`;
  await anna.send(text);
  await expect.poll(() => handset.received()).toEqual([text]);

  await test.step('asked for again it is the same conversation, not a second one', async () => {
    await anna.page.goto('/inbox');
    await ask(handset.number);
    await option(/^2 Way SMS: /).click();
    await expect(anna.page).toHaveURL(new RegExp(id));
    await expect(anna.bubble(text)).toBeVisible();
  });

  await test.step('who has no office number is told why, and by whom it can be changed', async () => {
    const ben = await pageOf('ben', '/inbox');
    await ben.keyboard.press('Control+k');
    await ben.getByRole('combobox', { name: 'Search or do anything' }).fill(handset.number);
    await expect(ben.getByRole('option', { name: /^2 Way SMS: / })).toContainText(
      'An admin can give you one.',
    );
  });
});

test('the palette finds actions with their keys, customers and words of messages, and jumps to the message', async ({
  pageOf,
}) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const { page } = anna;
  const handset = await Handset.make(page, 'Otto Kruse');
  const word = `pelican${orderNumber().replace(/\D/g, '')}`;
  await handset.write('Support', `My ${word} is broken`);
  await expect(anna.row(word)).toBeVisible();
  const field = page.getByRole('combobox', { name: 'Search or do anything' });

  await page.keyboard.press('Control+k');
  await field.fill('keyboard');
  await expect(page.getByRole('option', { name: /Keyboard shortcuts/ })).toContainText('?');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.keyboard.press('Control+k');
  await field.fill(word);
  const found = page
    .getByRole('dialog')
    .getByRole('option', { name: new RegExp(word) })
    .first();
  await expect(found).toHaveAttribute('aria-selected', 'true');
  await field.press('Enter');
  await expect(page).toHaveURL(/at=1/);
  await expect(anna.bubble(word)).toBeVisible();
});

test('the palette shows first what was chosen last, and runs nothing whose letters are merely in there', async ({
  pageOf,
}) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const { page } = anna;
  const field = page.getByRole('combobox', { name: 'Search or do anything' });
  // An action is named at the beginning; a message that was found may hold its name, too.
  const option = (name: string) =>
    page.getByRole('dialog').getByRole('option', { name: new RegExp(`^${name}`) });
  await expect(anna.list.getByRole('option').first()).toBeVisible();
  const choose = async (words: string, name: string) => {
    await page.keyboard.press('Control+k');
    await field.fill(words);
    await expect(option(name)).toHaveAttribute('aria-selected', 'true');
    await field.press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };
  await choose('go to men', 'Go to Mentions');
  await expect(page).toHaveURL(/view=mentions/);
  await choose('sales', 'Sales');
  await expect(page).toHaveURL(/service=/);

  await test.step('the latest first, a place like an action', async () => {
    await page.keyboard.press('Control+k');
    const recent = page.getByRole('group', { name: 'Recent' }).getByRole('option');
    await expect(recent.nth(0)).toHaveText('Sales');
    await expect(recent.nth(1)).toContainText('Go to Mentions');
    await expect(recent.nth(0)).toHaveAttribute('aria-selected', 'true');
    await field.press('Escape');
  });

  await test.step('a customer’s name is not “Leave the conversation”', async () => {
    await anna.list.getByRole('option').first().click();
    await expect(anna.composer).toBeVisible();
    await page.keyboard.press('Control+k');
    await field.fill('lve');
    await expect(option('Open the conversation')).toHaveCount(0);
    await expect(option('Leave the conversation')).toHaveCount(0);
    await field.fill('leave');
    await expect(option('Leave the conversation')).toBeVisible();
  });
});

test('what is typed right after the palette’s key is for its field, even while it is still being loaded', async ({
  pageOf,
}) => {
  const anna = new Inbox(await pageOf('anna', '/inbox?view=needs-reply'));
  await expect(anna.list.getByRole('option').first()).toBeVisible();
  // No time in between: as fast as keys can come.
  await anna.page.evaluate(() => {
    const press = (key: string, ctrlKey = false) =>
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', {
          key,
          code: `Key${key.toUpperCase()}`,
          ctrlKey,
          bubbles: true,
          cancelable: true,
        }),
      );
    press('k', true);
    for (const key of 'jex') press(key);
  });
  await expect(anna.page.getByRole('dialog').getByRole('combobox')).toHaveValue('jex');
  await anna.page.keyboard.press('Escape');
  await expect(anna.page.getByText('Marked as done')).toHaveCount(0);
  await expect(anna.page.getByRole('button', { name: 'Unmark all' })).toHaveCount(0);
});
