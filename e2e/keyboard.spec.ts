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
