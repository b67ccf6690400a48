import type { Page } from '@playwright/test';
import { Inbox } from './inbox';
import { expect, test } from './people';
import { Phone } from './phone';

async function openSettings(page: Page) {
  await page.getByRole('button', { name: 'Account and settings' }).click();
  await page.getByRole('menuitem', { name: 'Settings' }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await expect(dialog).toBeVisible();
  return dialog;
}

test('a person changes a key, and it is theirs after a reload and in their other tab', async ({
  browserOf,
}) => {
  const context = await browserOf('tara');
  const tara = new Inbox(await context.newPage());
  await tara.page.goto('/inbox');
  const other = new Inbox(await context.newPage());
  await other.page.goto('/inbox');
  const selected = (inbox: Inbox) => inbox.list.locator('[role=option][aria-selected=true]');
  const saved = () => tara.page.waitForResponse((answer) => answer.url().includes('settings.save'));
  await expect(other.list.getByRole('option').nth(1)).toBeVisible();

  const dialog = await openSettings(tara.page);
  await dialog.getByRole('tab', { name: 'Keys' }).click();
  const next = dialog.getByRole('button', { name: /^Change the key of “Next conversation”/ });

  await test.step('Esc leaves the key as it was, and the dialog open', async () => {
    await next.click();
    await tara.page.keyboard.press('Escape');
    await expect(next).toHaveAccessibleName(/: j$/);
  });

  await test.step('a key that another action has is refused, by its name', async () => {
    await next.click();
    await tara.page.keyboard.press('k');
    await expect(dialog.getByRole('alert')).toContainText('is taken by');
    await expect(next).toHaveAccessibleName(/: j$/);
  });

  await test.step('a free one is saved', async () => {
    await next.click();
    const answer = saved();
    await tara.page.keyboard.press('v');
    await answer;
    await expect(next).toHaveAccessibleName(/: v$/);
  });

  await test.step('it works in the other tab at once', async () => {
    await expect(async () => {
      await other.page.keyboard.press('v');
      await expect(selected(other)).toHaveCount(1, { timeout: 500 });
    }).toPass();
  });

  await test.step('and after a reload, where the old one does nothing', async () => {
    await tara.page.goto('/inbox');
    await expect(tara.list.getByRole('option').nth(1)).toBeVisible();
    await tara.page.keyboard.press('j');
    await tara.page.keyboard.press('v');
    await expect(selected(tara)).toHaveAttribute('aria-posinset', '1');
  });

  await test.step('all keys go back', async () => {
    await openSettings(tara.page);
    await dialog.getByRole('tab', { name: 'Keys' }).click();
    const answer = saved();
    await dialog.getByRole('button', { name: 'All keys as they were' }).click();
    await answer;
    await expect(next).toHaveAccessibleName(/: j$/);
  });
});

test('what a person likes of notifications is kept', async ({ pageOf }) => {
  const { page } = new Inbox(await pageOf('ben', '/inbox'));
  const dialog = await openSettings(page);
  const sound = dialog.getByRole('checkbox', { name: 'Sound: A colleague mentions you' });
  const quiet = dialog.getByRole('switch', { name: 'Quiet hours' });
  const saved = () => page.waitForResponse((answer) => answer.url().includes('settings.save'));
  for (const control of [sound, quiet]) {
    const answer = saved();
    await control.click();
    await answer;
  }
  const answer = saved();
  await dialog.getByLabel('From', { exact: true }).fill('23:30');
  await answer;

  await page.goto('/inbox');
  await openSettings(page);
  await expect(sound).not.toBeChecked();
  await expect(quiet).toBeChecked();
  await expect(dialog.getByLabel('From', { exact: true })).toHaveValue('23:30');
});

test('a message can be taken back as long as its writer wanted', async ({ pageOf }) => {
  const phone = new Phone(await pageOf('olivia', '/simulator'));
  await phone.make('Uma Undone');
  await phone.writeTo('Sales', 'Is it blue?');
  const ben = new Inbox(await pageOf('ben', '/inbox?view=all'));
  const { page } = ben;
  const dialog = await openSettings(page);
  await dialog.getByRole('tab', { name: 'Writing' }).click();
  const answer = page.waitForResponse((saved) => saved.url().includes('settings.save'));
  await dialog.getByRole('radio', { name: '5 seconds' }).click();
  await answer;
  await page.keyboard.press('Escape');

  await ben.open('Is it blue?');
  await ben.send('It is green');
  await ben.bubble('It is green').getByRole('button', { name: 'Undo' }).click();
  await expect(ben.bubble('It is green')).toBeHidden();
  await expect(ben.composer).toHaveValue('It is green');
  await ben.send('It is blue');
  await expect(phone.screen.getByText('It is blue')).toBeVisible({ timeout: 15_000 });
  await expect(phone.screen.getByText('It is green')).toBeHidden();
});
