import type { Page } from '@playwright/test';
import { Inbox } from './inbox';
import { expect, test } from './people';
import { Phone } from './phone';

interface Shown {
  title: string;
  body: string;
  tag: string;
}

/** Puts down what the page would have the system show; `clickLast` is the person's click on it. */
async function spyOnNotifications(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shown: (Shown & { onclick: (() => void) | null })[] = [];
    class Spy {
      static permission = 'granted';
      onclick: (() => void) | null = null;
      title: string;
      body: string;
      tag: string;
      constructor(title: string, { body, tag }: { body: string; tag: string }) {
        this.title = title;
        this.body = body;
        this.tag = tag;
        shown.push(this);
      }
      close(): void {
        this.tag = 'closed';
      }
    }
    Object.assign(window, { Notification: Spy, shownNotifications: shown });
  });
}

const shownIn = (page: Page): Promise<Shown[]> =>
  page.evaluate(() =>
    (window as unknown as { shownNotifications: Shown[] }).shownNotifications.map(({ title, body, tag }) => ({
      title,
      body,
      tag,
    })),
  );

test('a customer who writes to nobody yet is told of once in a browser, and a click opens it', async ({
  browserOf,
  pageOf,
}) => {
  const context = await browserOf('jonas');
  const pages = [await context.newPage(), await context.newPage()];
  for (const page of pages) {
    await spyOnNotifications(page);
    await page.goto('/inbox');
    await expect(new Inbox(page).list.getByRole('option').first()).toBeVisible();
    // The demo leaves something unread; the number is there when the page listens.
    await expect(page).toHaveTitle(/^\(\d+\) Waggle$/);
  }
  const all = async () => (await Promise.all(pages.map(shownIn))).flat();
  const unread = async () => Number(/^\((\d+)\)/.exec((await pages[0]?.title()) ?? '')?.[1] ?? 0);
  const before = await unread();

  const phone = new Phone(await pageOf('olivia', '/simulator'));
  await phone.make('Nora Notified');
  await phone.writeTo('Support', 'Is anybody there?');

  await expect.poll(async () => (await all()).map(({ body }) => body)).toEqual(['Is anybody there?']);
  await expect.poll(unread).toBe(before + 1);
  const [speaker] = (
    await Promise.all(pages.map(async (page) => ((await shownIn(page)).length > 0 ? [page] : [])))
  ).flat();
  if (!speaker) throw new Error('no tab spoke');

  await test.step('a click opens the conversation', async () => {
    await speaker.evaluate(() =>
      (window as unknown as { shownNotifications: { onclick: () => void }[] }).shownNotifications
        .at(-1)
        ?.onclick(),
    );
    await expect(new Inbox(speaker).bubble('Is anybody there?')).toBeVisible();
    await expect.poll(unread).toBe(before);
  });

  await test.step('what is in sight is not told of, in whichever tab', async () => {
    await phone.write('Hello?');
    await expect(new Inbox(speaker).bubble('Hello?')).toBeVisible();
    await new Inbox(speaker).list.getByRole('option').nth(1).click();
    await expect(new Inbox(speaker).bubble('Hello?')).toBeHidden();
    await phone.write('Still there?');
    await expect
      .poll(async () => (await all()).map(({ body }) => body))
      .toEqual(['Is anybody there?', 'Still there?']);
  });
});
