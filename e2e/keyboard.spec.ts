import { Inbox } from './inbox';
import { expect, test } from './people';

test('the inbox is worked by keyboard alone: j, k, Enter, r, Esc, c and ?', async ({ pageOf }) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const { keyboard } = anna.page;
  const rows = anna.list.getByRole('option');
  const selected = anna.list.locator('[role=option][aria-selected=true]');
  await expect(rows.nth(2)).toBeVisible();

  await test.step('j and k go down and up the list, Enter opens', async () => {
    await keyboard.press('j');
    await keyboard.press('j');
    await keyboard.press('k');
    await keyboard.press('Enter');
    await expect(anna.page).toHaveURL(/\/inbox\/[0-9a-f-]{36}/);
    await expect(selected).toHaveCount(1);
    await expect(selected).toHaveAttribute('aria-posinset', '1');
    await keyboard.press('j');
    await keyboard.press('j');
    await keyboard.press('j');
    await expect(selected).toHaveAttribute('aria-posinset', '4');
    await anna.page.goBack();
    await expect(selected).toHaveAttribute('aria-posinset', '3');
  });

  await test.step('Enter presses the button that has the focus, whatever row is chosen', async () => {
    const open = anna.openId();
    await anna.page.getByRole('button', { name: 'New', exact: true }).press('Enter');
    await expect(anna.page.getByRole('menuitem', { name: 'Create SMS conversation' })).toBeVisible();
    await keyboard.press('Escape');
    await expect(anna.page.getByRole('menuitem')).toHaveCount(0);
    expect(anna.openId()).toBe(open);
  });

  await test.step('r begins an answer, in which letters are letters, and Esc leaves it', async () => {
    await keyboard.press('r');
    await expect(anna.composer).toBeFocused();
    await keyboard.type('jkcr?');
    await expect(anna.composer).toHaveValue('jkcr?');
    await anna.composer.fill('');
    await keyboard.press('Escape');
    await expect(anna.composer).not.toBeFocused();
  });

  await test.step('? shows all keys, c begins a conversation, Esc closes both', async () => {
    await keyboard.press('?');
    const sheet = anna.page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(sheet).toContainText(/New conversation|Create SMS conversation/);
    await keyboard.press('Escape');
    await expect(sheet).toBeHidden();
    await keyboard.press('c');
    const dialog = anna.page.getByRole('dialog', { name: 'Create SMS conversation' });
    await expect(dialog.getByLabel('Phone number')).toBeFocused();
    await keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });
});

test('every place has a key, s asks for a Service, and a key that cannot do its work says why', async ({
  pageOf,
}) => {
  const ben = new Inbox(await pageOf('ben', '/inbox'));
  const { page } = ben;
  const { keyboard } = page;
  await expect(ben.list.getByRole('option').first()).toBeVisible();

  await test.step('two keys in a row, unless too much time goes by between them', async () => {
    await keyboard.press('g');
    await keyboard.press('u');
    await expect(page).toHaveURL(/view=unassigned/);
    await keyboard.press('g');
    await keyboard.press('a');
    await expect(page).not.toHaveURL(/view=/);
  });

  await test.step('s, a few letters and Enter show one Service', async () => {
    await keyboard.press('s');
    const field = page.getByRole('combobox', { name: 'Which Service?' });
    await field.pressSequentially('sal');
    const sales = page.getByRole('dialog').getByRole('option', { name: 'Sales' });
    await expect(sales).toHaveAttribute('aria-selected', 'true');
    await field.press('Enter');
    await expect(page).toHaveURL(/service=/);
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  await test.step('n goes to who waits for an answer', async () => {
    await keyboard.press('g');
    await keyboard.press('n');
    await expect(page).toHaveURL(/view=needs-reply/);
    await expect(ben.list.getByRole('option').first()).toBeVisible();
    await keyboard.press('n');
    await expect(ben.list.locator('[role=option][aria-selected=true]')).toHaveCount(1);
  });

  await test.step('Shift+E on an open conversation says that it is open', async () => {
    await keyboard.press('Enter');
    await expect(ben.composer).toBeVisible();
    await keyboard.press('Shift+E');
    await expect(page.getByRole('alert').filter({ hasText: 'It is open.' })).toBeVisible();
  });
});

test('switched off, single keys do nothing, and Ctrl K still opens the palette', async ({ pageOf }) => {
  const jonas = new Inbox(await pageOf('jonas', '/inbox'));
  const { page } = jonas;
  const selected = jonas.list.locator('[role=option][aria-selected=true]');
  const saved = () => page.waitForResponse((answer) => answer.url().includes('settings.save'));
  const flip = async () => {
    await page.getByRole('button', { name: 'Account and settings' }).click();
    await page.getByRole('menuitem', { name: 'Settings' }).click();
    await page.getByRole('tab', { name: 'Keys' }).click();
    const answer = saved();
    await page.getByRole('switch', { name: 'Single keys do something' }).click();
    await answer;
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };
  await expect(jonas.list.getByRole('option').first()).toBeVisible();
  await flip();
  await page.keyboard.press('j');
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Search or do anything' });
  await expect(palette).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(palette).toBeHidden();
  await expect(selected).toHaveCount(0);
  await flip();
  await page.keyboard.press('j');
  await expect(selected).toHaveCount(1);
});
