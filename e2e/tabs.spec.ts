import { Handset, orderNumber } from './handset';
import { Inbox } from './inbox';
import { expect, test } from './people';

test('who waits longest stands first, and goes when somebody answers', async ({ pageOf }) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  // A Service of few: whoever waits there stands on the first page.
  await anna.page.getByRole('link', { name: /^Sales/ }).click();
  const questions = [1, 2].map((n) => `Question ${n} about ${orderNumber()}`);
  const [first = '', second = ''] = questions;
  const handset = await Handset.make(anna.page, 'Waits first');
  await handset.write('Sales', first);
  await expect(anna.row(first)).toBeVisible();
  const other = await Handset.make(anna.page, 'Waits second');
  await other.write('Sales', second);
  await expect(anna.row(second)).toBeVisible();
  // News of the first one: among the latest it stands above.
  const again = `Still about ${orderNumber()}`;
  await handset.write('Sales', again);
  const place = async (text: string) => Number(await anna.row(text).getAttribute('aria-posinset'));
  await expect.poll(async () => (await place(again)) < (await place(second))).toBe(true);

  await anna.page.getByRole('link', { name: 'Waiting longest' }).click();
  await expect(anna.page).toHaveURL(/tab=waiting/);
  await expect.poll(async () => (await place(again)) < (await place(second))).toBe(true);
  const third = `Newest of all about ${orderNumber()}`;
  const newest = await Handset.make(anna.page, 'Waits third');
  await newest.write('Sales', third);
  await expect.poll(async () => (await place(second)) < (await place(third))).toBe(true);

  await anna.open(again);
  await anna.send('We are on it.');
  await expect(anna.row(handset.shown)).toHaveCount(0);
  await anna.page.goBack();
  await anna.page.goBack();
  await expect(anna.page).not.toHaveURL(/tab=/);
});

test('what is unread stands by itself; what is being read stays until the reader goes on', async ({
  pageOf,
}) => {
  const anna = new Inbox(await pageOf('anna', '/inbox?tab=unread'));
  const questions = [1, 2].map((n) => `Something new, ${n}, about ${orderNumber()}`);
  const [first = '', second = ''] = questions;
  for (const text of questions) {
    const handset = await Handset.make(anna.page, 'Unread');
    await handset.write('Support', text);
    await expect(anna.row(text)).toHaveAccessibleName(/unread/i);
  }

  await test.step('it is read, and stays under the hand', async () => {
    await anna.open(first);
    await expect(anna.row(first)).toBeVisible();
    await expect(anna.row(first)).not.toHaveAccessibleName(/unread/i);
  });

  await test.step('it goes when another is opened, and comes back when it is marked as unread', async () => {
    await anna.open(second);
    await expect(anna.row(first)).toHaveCount(0);
    await anna.page.getByRole('button', { name: 'More', exact: true }).click();
    await anna.page.getByRole('menuitem', { name: 'Mark as unread' }).click();
    await expect(anna.row(second)).toHaveAccessibleName(/unread/i);
  });
});

test('a supervisor names, colours and deletes labels; everybody sees it at once', async ({ pageOf }) => {
  const olivia = await pageOf('olivia', '/inbox');
  const jonas = await pageOf('jonas', '/inbox');
  const [name, renamed] = [`Fragile ${orderNumber()}`, `Broken ${orderNumber()}`];
  await expect(jonas.getByRole('button', { name: 'Manage labels' })).toHaveCount(0);
  await olivia.getByRole('button', { name: 'Manage labels' }).click();
  const dialog = olivia.getByRole('dialog', { name: 'Labels' });
  await dialog.getByLabel('New label').fill(name);
  await dialog.getByRole('button', { name: 'Make' }).click();
  await expect(jonas.getByRole('link', { name })).toBeVisible();

  await dialog.getByLabel(`Name of the label ${name}`).fill(renamed);
  await dialog.getByLabel(`Name of the label ${name}`).press('Enter');
  await expect(jonas.getByRole('link', { name: renamed })).toBeVisible();
  await dialog.getByRole('button', { name: `Colour of the label ${renamed}` }).click();
  await olivia.getByRole('menuitem', { name: 'Pink' }).click();

  await dialog.getByRole('button', { name: `Delete ${renamed}` }).click();
  await expect(dialog.getByText(/It is on no conversation/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(dialog.getByLabel(`Name of the label ${renamed}`)).toHaveCount(0);
  await expect(jonas.getByRole('link', { name: renamed })).toHaveCount(0);
});
