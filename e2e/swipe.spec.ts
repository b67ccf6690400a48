import type { Locator } from '@playwright/test';
import { Handset, orderNumber } from './handset';
import { Inbox } from './inbox';
import { expect, test } from './people';

/** Moves a finger from the middle of a row, in steps as a hand does, and lets it go. */
async function swipe(row: Locator, by: number, up = 0): Promise<void> {
  const page = row.page();
  const box = await row.boundingBox();
  if (!box) throw new Error('The row is not to be seen.');
  const touch = await page.context().newCDPSession(page);
  const at = (share: number) => [
    { x: box.x + box.width / 2 + by * share, y: box.y + box.height / 2 - up * share },
  ];
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) });
  for (const share of [0.1, 0.3, 0.6, 1]) {
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(share) });
  }
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await touch.detach();
}

test('on a phone a row is swiped: to the right it is read or unread, to the left done; each can be taken back', async ({
  pageOf,
}) => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const anna = new Inbox(await pageOf('anna', '/inbox?view=needs-reply', phone));
  const handset = await Handset.make(anna.page, 'Signe Holm');
  const question = `Is ${orderNumber()} on its way?`;
  await handset.write('Support', question);
  const row = anna.row(question);
  await expect(row.getByText('1 unread message')).toBeAttached();

  await test.step('too short, or up and down: nothing is done, and nothing opens', async () => {
    await swipe(row, 60);
    await swipe(row, -60);
    await swipe(row, 30, -120);
    await expect(row.getByText('1 unread message')).toBeAttached();
    await expect(anna.page).toHaveURL(/\/inbox\?view=needs-reply$/);
  });
  await test.step('to the right it is read, and unread again', async () => {
    await swipe(row, 180);
    await expect(anna.page.getByText('Marked as read')).toBeVisible();
    await expect(row.getByText('1 unread message')).toHaveCount(0);
    await swipe(row, 180);
    await expect(row.getByText('1 unread message')).toBeAttached();
  });
  await test.step('to the left it is done; Undo brings it back', async () => {
    await swipe(row, -180);
    await expect(row).toHaveCount(0);
    await anna.undo();
    await expect(row).toBeVisible();
  });
});
