import { Handset, orderNumber } from './handset';
import { Inbox } from './inbox';
import { expect, test } from './people';

test('in a conversation what was said is found place by place, and shown in its place', async ({
  pageOf,
}) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const handset = await Handset.make(anna.page, 'Mona Fuchs');
  const word = orderNumber();
  for (const text of [
    `First about ${word}`,
    'Something else',
    `Then ${word} again`,
    `And ${word} once more`,
  ]) {
    await handset.write('Support', text);
    await expect(anna.row(text)).toBeVisible();
  }
  await anna.open(handset.shown);
  await anna.composer.press('Escape');
  await anna.page.keyboard.press('f');
  const bar = anna.page.getByRole('search', { name: 'Search in this conversation' });
  await bar.getByRole('textbox').fill(word);
  await expect(bar.getByText('1 of 3')).toBeVisible();
  const shown = anna.thread.locator('[data-shown]');
  await expect(shown).toContainText(`And ${word} once more`);
  await expect(shown.locator('mark')).toHaveText(word.split(' '));
  await expect(anna.bubble('Something else').locator('mark')).toHaveCount(0);
  await anna.page.keyboard.press('Enter');
  await expect(bar.getByText('2 of 3')).toBeVisible();
  await expect(shown).toContainText(`Then ${word} again`);
  await anna.page.keyboard.press('Enter');
  await expect(shown).toContainText(`First about ${word}`);
  await anna.page.keyboard.press('Shift+Enter');
  await expect(bar.getByText('2 of 3')).toBeVisible();
  await bar.getByRole('textbox').fill('zebra');
  await expect(bar.getByText('Nothing found')).toBeVisible();
  await anna.page.keyboard.press('Escape');
  await expect(bar).toBeHidden();
  await expect(anna.composer).toBeVisible();
  await expect(anna.thread.locator('mark')).toHaveCount(0);
});

test('a thread goes to a date by key, by the name of a day, and back to where it began', async ({
  pageOf,
}) => {
  // A conversation of the demo's three months.
  const olivia = new Inbox(await pageOf('olivia', '/inbox?view=done'));
  const { page, thread } = olivia;
  await olivia.list.getByRole('option').first().click();
  await expect(thread.getByRole('article').first()).toBeVisible();
  await page.keyboard.press('d');
  const bar = page.getByRole('search', { name: 'Go to a date' });
  await expect(bar.getByLabel('Date')).toBeFocused();
  await test.step('a day on which nothing was written shows the next one', async () => {
    await bar.getByLabel('Date').fill('2020-02-29');
    await expect(bar.getByText(/^Nothing was written then; this is of /)).toBeVisible();
    await expect(page).toHaveURL(/at=\d/);
    await expect(thread.locator('[data-shown]')).toBeInViewport();
  });
  await test.step('the beginning', async () => {
    await bar.getByRole('button', { name: 'The beginning' }).click();
    await expect(bar.getByText('Nothing was written')).toBeHidden();
    await expect(thread.locator('[data-shown]')).toBeInViewport();
  });
  await page.keyboard.press('Escape');
  await expect(bar).toBeHidden();
  await thread.getByRole('heading').last().getByRole('button').click();
  await expect(bar).toBeVisible();
});

test('a message is found from anywhere by its words, opened in its thread; nobody finds what they may not see', async ({
  pageOf,
}) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const ben = new Inbox(await pageOf('ben', '/inbox'));
  const handset = await Handset.make(anna.page, 'Karl Ost');
  const word = orderNumber();
  // Ben is no member of Support.
  await handset.write('Support', `The dishwashers of ${word} leak`);
  await expect(anna.row(word)).toBeVisible();
  for (const [inbox, found] of [
    [anna, true],
    [ben, false],
  ] as const) {
    await inbox.page.keyboard.press('Control+k');
    const palette = inbox.page.getByRole('dialog');
    // Another form of the word, as people remember it.
    await palette.getByRole('combobox').fill(`dishwasher ${word}`);
    const hit = palette.getByRole('option').filter({ hasText: word });
    if (found) {
      await hit.first().click();
      await expect(inbox.thread.locator('[data-shown]')).toContainText(word);
    } else {
      await expect(palette.getByText('Nothing found. Try fewer letters.')).toBeVisible();
      await expect(hit).toHaveCount(0);
    }
  }
});

test('all results stand at an address of their own, with the words marked, and lead to their place and back', async ({
  pageOf,
}) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const { page } = anna;
  const handset = await Handset.make(page, 'Lena Winter');
  const word = orderNumber();
  const only = `The blue one of ${word}`;
  const texts = [only, ...Array.from({ length: 34 }, (_, i) => `Line ${i + 2} about ${word}`)];
  for (const text of texts) await handset.write('Support', text);
  await expect(anna.row(texts.at(-1) ?? '')).toBeVisible();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog');
  await palette.getByRole('combobox').fill(word);
  await palette.getByRole('option', { name: `All results for “${word}”` }).click();

  const results = page.getByRole('region', { name: `Results for “${word}”` });
  const hits = results.getByRole('link');
  await test.step('page by page, the newest first', async () => {
    await expect(hits).toHaveCount(30);
    await expect(hits.first()).toContainText(texts.at(-1) ?? '');
    await expect(hits.first().locator('mark')).toHaveText(word.split(' '));
    await results.getByRole('button', { name: 'Show older ones' }).click();
    await expect(hits).toHaveCount(35);
  });
  await test.step('one is opened in its thread; the others stay beside it, and after a reload', async () => {
    await hits.nth(4).click();
    await expect(anna.thread.locator('[data-shown]')).toContainText(texts.at(-5) ?? '');
    await page.reload();
    await expect(hits.first()).toContainText(texts.at(-1) ?? '');
    await expect(anna.composer).toBeVisible();
  });
  await test.step('Enter at the only hit in a thread brings it back into sight', async () => {
    await page.keyboard.press('Escape');
    await hits.first().click();
    await expect(anna.thread.locator('[data-shown]')).toContainText(texts.at(-1) ?? '');
    await hits.first().focus();
    await page.keyboard.press('f');
    const bar = page.getByRole('search', { name: 'Search in this conversation' });
    await bar.getByRole('textbox').fill('blue');
    await expect(bar.getByText('1 of 1')).toBeVisible();
    await expect(anna.bubble(only)).toBeInViewport();
    await anna.bubble(texts.at(-1) ?? '').scrollIntoViewIfNeeded();
    await expect(anna.bubble(only)).not.toBeInViewport();
    await bar.getByRole('textbox').press('Shift+Enter');
    await expect(anna.bubble(only)).toBeInViewport();
    await bar.getByRole('textbox').press('Escape');
    await expect(bar).toBeHidden();
  });
  await test.step('Escape leads out of the thread, then out of the results', async () => {
    await hits.first().focus();
    await page.keyboard.press('Escape');
    await expect(anna.composer).toBeHidden();
    await expect(hits.first()).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(anna.list).toBeVisible();
    await expect(page).toHaveURL(/\/inbox$/);
  });
  await test.step('what nobody said is said to be found nowhere', async () => {
    await page.goto('/inbox?q=zebracrossing');
    await expect(page.getByText('Nothing holds “zebracrossing”.')).toBeVisible();
  });
});
