import { Handset, orderNumber } from './handset';
import { Inbox } from './inbox';
import { expect, test } from './people';

test('two tabs of one browser share one stream, and both show what is new', async ({ browserOf }) => {
  const browser = await browserOf('anna');
  let streams = 0;
  browser.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/live') streams += 1;
  });
  const tabs = [new Inbox(await browser.newPage()), new Inbox(await browser.newPage())] as const;
  for (const { page } of tabs) {
    await page.goto('/inbox');
    await expect(page.getByRole('status').getByText('Live', { exact: true }).first()).toBeVisible();
  }
  const handset = await Handset.make(tabs[0].page, 'Ida Sommer');
  const greeting = `Good morning, I have ${orderNumber()}`;
  await handset.write('Support', greeting);
  for (const tab of tabs) await expect(tab.row(greeting)).toBeVisible();
  expect(streams).toBe(1);

  await test.step('when the tab with the stream is closed, the other goes on', async () => {
    await tabs[0].page.close();
    const page = tabs[1].page;
    await expect.poll(() => streams).toBe(2);
    const another = await Handset.make(page, 'Nils Berg');
    await another.write('Support', `Is anybody there for ${another.number}?`);
    await expect(tabs[1].row(`Is anybody there for ${another.number}?`)).toBeVisible();
  });
});

test('without a connection a text is kept, and goes out once when it is back', async ({ pageOf }) => {
  const page = await pageOf('anna', '/inbox');
  const witness = await pageOf('jonas', '/inbox');
  const anna = new Inbox(page);
  const handset = await Handset.make(witness, 'Aylin Demir');
  await handset.write('Support', 'Which tram goes to you?');
  await anna.open(handset.shown);

  await page.context().setOffline(true);
  await expect(page.getByRole('status').getByText('Offline', { exact: true }).first()).toBeVisible();
  const answer = 'Tram 4, stop at the old market.';
  await anna.composer.fill(answer);
  await anna.composer.press('Enter');
  await expect(anna.bubble(answer)).toContainText(/kept/i);
  expect(await handset.received()).toEqual([]);

  await handset.write('Support', 'Or is there a bus?');
  await page.context().setOffline(false);
  await expect(anna.bubble(answer)).toContainText(/Delivered/);
  await expect(anna.bubble(answer)).toHaveCount(1);
  await expect(anna.bubble('Or is there a bus?')).toBeVisible();
  expect(await handset.received()).toEqual([answer]);
});

test('what was written without a connection is not lost when the customer has opted out meanwhile', async ({
  pageOf,
}) => {
  const page = await pageOf('anna', '/inbox');
  const witness = await pageOf('jonas', '/inbox');
  const anna = new Inbox(page);
  const handset = await Handset.make(witness, 'Milan Horak');
  await handset.write('Support', 'Please call me.');
  await anna.open(handset.shown);

  await page.context().setOffline(true);
  await expect(page.getByRole('status').getByText('Offline', { exact: true }).first()).toBeVisible();
  await anna.composer.fill('We will ring at four.');
  await anna.composer.press('Enter');
  await expect(anna.bubble('We will ring at four.')).toContainText(/kept/i);
  await handset.write('Support', 'STOP');
  await expect(new Inbox(witness).row(handset.shown)).toContainText('Opted out');

  await page.context().setOffline(false);
  await expect(anna.bubble('We will ring at four.')).toContainText('Not sent. The customer has opted out.');
  await anna.bubble('We will ring at four.').getByRole('button', { name: 'Discard' }).click();
  await expect(anna.bubble('We will ring at four.')).toHaveCount(0);
  expect(await handset.received()).toEqual([]);
});
