import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { expectAccessible } from './accessibility';
import { Handset, orderNumber } from './handset';
import { Inbox } from './inbox';
import { expect, test } from './people';

const CARD = Buffer.from('BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ida Moss\r\nTEL:+14155550177\r\nEND:VCARD\r\n');

test('everybody can use every screen', async ({ pageOf }) => {
  await test.step('sign-in', async () => {
    const page = await pageOf(null, '/login');
    await expect(page.getByLabel('E-mail')).toBeVisible();
    await expectAccessible(page);
  });
  const page = await pageOf('anna', '/inbox');
  const anna = new Inbox(page);
  await test.step('inbox', async () => {
    await expect(anna.list.getByRole('option').first()).toBeVisible();
    await expectAccessible(page);
  });
  await test.step('conversation', async () => {
    await anna.list.getByRole('option').first().click();
    await expect(anna.thread.getByRole('article').first()).toBeVisible();
    await expectAccessible(page);
  });
  await test.step('create dialog', async () => {
    const dialog = await anna.startConversation();
    await dialog.getByLabel('Phone number').fill('555');
    await expectAccessible(page);
  });
  await test.step('contacts', async () => {
    await page.goto('/contacts');
    await expect(page.getByRole('heading', { name: 'Contacts' })).toBeVisible();
    await expectAccessible(page);
  });
  await test.step('handsets', async () => {
    await page.goto('/simulator');
    await expect(page.getByRole('heading', { name: 'Handsets' })).toBeVisible();
    await expectAccessible(page);
  });
});

test('everybody can use what opens over a screen', async ({ pageOf }) => {
  const page = await pageOf('olivia', '/inbox');
  const olivia = new Inbox(page);
  await olivia.list.getByRole('option').filter({ hasText: 'Support' }).first().click();
  await expect(olivia.composer).toBeVisible();
  const overlays = '[role="dialog"], [role="menu"]';
  const overlay = page.locator(overlays);
  const opened = async () => {
    await expect(overlay.last()).toBeVisible();
    await expectAccessible(page, overlays);
    await page.keyboard.press('Escape');
    await expect(overlay).toHaveCount(0);
  };
  for (const button of ['Snooze', 'More', 'Insert an emoji', 'Account and settings']) {
    await test.step(button, async () => {
      await page.getByRole('button', { name: button, exact: true }).first().click();
      await opened();
    });
  }
  for (const item of ['Settings', 'Blocked customers']) {
    await test.step(item, async () => {
      await page.getByRole('button', { name: 'Account and settings' }).first().click();
      await page.getByRole('menuitem', { name: item }).click();
      await expect(page.getByRole('menu')).toHaveCount(0);
      await opened();
    });
  }
  for (const words of ['Manage labels', 'Manage snippets']) {
    await test.step(words, async () => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Search or do anything' }).fill(words);
      await expect(page.getByRole('option', { name: new RegExp(`^${words}`) })).toHaveAttribute(
        'aria-selected',
        'true',
      );
      await page.keyboard.press('Enter');
      await expect(page.getByRole('combobox', { name: 'Search or do anything' })).toHaveCount(0);
      await opened();
    });
  }
  await test.step('the palette and the list of keys', async () => {
    await page.keyboard.press('Control+k');
    await opened();
    await page.keyboard.press('?');
    await opened();
  });
  await test.step('the ways to a place of the thread, and what is marked there', async () => {
    await page.keyboard.press('d');
    await expect(page.getByRole('search', { name: 'Go to a date' })).toBeVisible();
    await expectAccessible(page, 'main');
    await page.keyboard.press('Escape');
    await page.keyboard.press('f');
    const [word = ''] =
      ((await olivia.thread.getByRole('article').last().locator('p').first().textContent()) ?? '').match(
        /[a-z]{3,}/i,
      ) ?? [];
    await page.getByRole('search').getByRole('textbox').fill(word);
    await expect(olivia.thread.locator('mark').first()).toBeVisible();
    await expectAccessible(page, 'main');
  });
});

test('everybody can use files', async ({ pageOf }) => {
  const page = await pageOf('anna', '/inbox');
  const anna = new Inbox(page);
  const handset = await Handset.make(page, 'Mira Mix');
  const question = `Look at these, ${orderNumber()}`;
  await handset.write('Support', question, [
    await picture('front.jpg'),
    await picture('back.jpg'),
    { name: 'ida.vcf', mimeType: 'text/vcard', buffer: CARD },
    { name: 'bill.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n') },
    { name: 'hum.mp3', mimeType: 'audio/mpeg', buffer: silence() },
  ]);
  await anna.open(question);
  await test.step('a thread with files of many kinds', async () => {
    await expect(anna.thread.getByRole('img', { name: /\.jpg$/ })).toHaveCount(2);
    await expect(anna.thread.getByText('Ida Moss')).toBeVisible();
    await expect(anna.thread.locator('audio')).toBeVisible();
    await handset.behave({ losesFiles: true });
    await handset.write('Support', 'It is lost', [await picture('lost.jpg')]);
    await expect(anna.bubble('It is lost').getByRole('button', { name: 'Retry' })).toBeVisible();
    await expectAccessible(page);
  });
  await test.step('files in the text box', async () => {
    await anna.attach(await picture('ours.jpg'), {
      name: 'no.jpg',
      mimeType: '',
      buffer: Buffer.from('<p>'),
    });
    await expect(anna.files.getByRole('alert')).toBeVisible();
    await expectAccessible(page);
  });
  await test.step('the large view', async () => {
    await page.getByRole('button', { name: 'Show front.jpg large' }).click();
    await expect(page.getByRole('dialog').getByText('1 of 2')).toBeVisible();
    await expectAccessible(page);
  });
  await test.step('supported file types', async () => {
    await page.goto('/file-types');
    await expect(page.getByRole('heading', { name: 'Supported file types' })).toBeVisible();
    await expectAccessible(page);
  });
  await test.step('what a handset attaches', async () => {
    await page.goto(handset.address);
    await page.getByRole('button', { name: 'Attach files' }).click();
    await expect(page.getByRole('menuitem', { name: 'SVG with a script' })).toBeVisible();
    await expectAccessible(page);
  });
});

test('on a phone one pane at a time is shown: list, conversation, back', async ({ pageOf }) => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const anna = new Inbox(await pageOf('anna', '/inbox', phone));
  const handset = await Handset.make(anna.page, 'Paolo Greco');
  const question = `Is the small one still on sale? It is for ${orderNumber()}`;
  await handset.write('Sales', question);
  await expect(anna.row(question)).toBeVisible();
  await expectNothingCutOff(anna.page);

  await anna.row(question).tap();
  await expect(anna.list).toBeHidden();
  await expect(anna.composer).toBeInViewport();
  await expectNothingCutOff(anna.page);
  await anna.composer.fill('Yes, until Saturday.');
  await anna.page.getByRole('button', { name: /^Send/ }).tap();
  await expect(anna.bubble('Yes, until Saturday.')).toContainText(/Delivered/);

  await anna.page.getByRole('button', { name: 'Back to the list' }).tap();
  await expect(anna.row(handset.shown)).toContainText('Yes, until Saturday.');
  await expect(anna.composer).toBeHidden();
});

async function picture(name: string) {
  const create = { width: 320, height: 240, channels: 3, background: '#b5702a' } as const;
  return { name, mimeType: 'image/jpeg', buffer: await sharp({ create }).jpeg().toBuffer() };
}

/** An MP3 of two seconds: frames of 128 kbit/s at 44.1 kHz with nothing in them. */
function silence(): Buffer {
  const frame = Buffer.alloc(417);
  frame.set([0xff, 0xfb, 0x90, 0x00]);
  return Buffer.concat(Array.from({ length: 80 }, () => frame));
}

async function expectNothingCutOff(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, 'the page scrolls sideways').toBeLessThanOrEqual(0);
}
