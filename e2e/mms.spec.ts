import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { Handset, orderNumber } from './handset';
import { Inbox } from './inbox';
import { expect, test } from './people';

const MMS_BUDGET = 3_500_000;

/** A photo as a telephone takes it: noise, so that it is as large as real ones. */
async function photo(name: string, width = 800, height = 600) {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
  const buffer = await sharp({ create: { width, height, channels: 3, background: '#888', noise } })
    .jpeg({ quality: 90 })
    .toBuffer();
  return { name, mimeType: 'image/jpeg', buffer };
}

test.describe('files from an agent to a customer', () => {
  let anna: Inbox;
  let handset: Handset;
  test.beforeEach(async ({ pageOf }) => {
    anna = new Inbox(await pageOf('anna', '/inbox'));
    handset = await Handset.make(anna.page, 'Rosa Lind');
    const question = `Can you send me a picture of ${orderNumber()}?`;
    await handset.write('Support', question);
    await anna.open(question);
  });

  test('the agent attaches with the button left of the field, by dropping and by pasting; one Send sends all (69)', async () => {
    await test.step('the button stands left of the field', async () => {
      const button = await anna.page.getByRole('button', { name: 'Attach files' }).boundingBox();
      const field = await anna.composer.boundingBox();
      expect((button?.x ?? 0) + (button?.width ?? 0)).toBeLessThanOrEqual(field?.x ?? 0);
    });
    await test.step('chosen, dropped on the thread, pasted', async () => {
      await anna.attach(await photo('chosen.jpg'));
      await anna.drop(await photo('dropped.jpg'));
      await anna.paste(await photo('pasted.jpg'));
      await expect(anna.files.getByRole('listitem')).toHaveCount(3);
    });
    await test.step('put in another order by the keyboard, described, and one taken off', async () => {
      const pasted = anna.files.getByRole('listitem').filter({ hasText: 'pasted.jpg' });
      await pasted.getByRole('button', { name: /^pasted\.jpg/ }).press('Alt+ArrowLeft');
      await expect(anna.files.getByRole('listitem').nth(1)).toContainText('pasted.jpg');
      await pasted.getByRole('button', { name: /^Describe/ }).click();
      await anna.page.getByRole('textbox', { name: 'What it shows' }).fill('The front of the fridge');
      await anna.page.keyboard.press('Enter');
      await anna.page.getByRole('button', { name: 'Remove chosen.jpg' }).click();
      await expect(anna.page.getByText(/^2\/10 files/)).toBeVisible();
    });
    await anna.page.getByRole('button', { name: 'Send MMS' }).click();
    await expect(anna.files).toHaveCount(0);
    await expect(anna.thread.getByRole('img', { name: 'The front of the fridge' })).toBeVisible();
    await expect(anna.thread.getByRole('article').last()).toContainText(/MMS.*Delivered/);
    await expect
      .poll(() => handset.receivedFiles(), { timeout: 20_000 })
      .toMatchObject([
        { name: 'pasted.jpg', state: 'ready' },
        { name: 'dropped.jpg', state: 'ready' },
      ]);
  });

  test('only supported files are taken, by what they are; the page lists them (70)', async () => {
    const page = {
      name: 'invoice.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.from('<html><script>1</script>'),
    };
    await anna.attach(page);
    await expect(anna.files.getByRole('alert')).toContainText('Files of this type cannot be sent');
    await expect(anna.page.getByRole('button', { name: /^Send/ })).toBeDisabled();
    const [list] = await Promise.all([
      anna.page.context().waitForEvent('page'),
      anna.page.getByRole('link', { name: 'Supported file types' }).click(),
    ]);
    await expect(list.getByRole('heading', { name: 'Supported file types' })).toBeVisible();
    await expect(list.getByText('a number of the virtual phones')).toBeVisible();
    await expect(list.getByRole('row', { name: /^JPEG picture/ })).toBeVisible();
    await list.close();
    await anna.page.getByRole('button', { name: 'Remove invoice.jpg' }).click();
    await expect(anna.files).toHaveCount(0);
  });

  test('at most ten files and 3.5 MB go; what has no room is marked before, shrunk, or named in the thread (71, 72)', async () => {
    const large = await photo('large.jpg', 4_000, 3_000);
    expect(large.buffer.length).toBeGreaterThan(MMS_BUDGET);
    const small = await photo('small.jpg', 100, 80);
    const chip = (name: string) => anna.files.getByRole('listitem').filter({ hasText: name });
    await anna.attach(small, large);
    await expect(chip('large.jpg')).toContainText('larger than an MMS can be');

    await test.step('shrink to fit makes it small enough, and says how much', async () => {
      await anna.page.getByRole('button', { name: 'Shrink to fit' }).click();
      await expect(chip('large.jpg')).toContainText(/MB → /);
      await expect(anna.page.getByText(/^2\/10 files · .* of 3\.5 MB/)).toBeVisible();
      // It can be taken back as long as nothing is sent, after a reload, too.
      await anna.page.reload();
      await anna.page.getByRole('button', { name: 'Undo shrinking large.jpg' }).click();
      await expect(chip('large.jpg')).toContainText('larger than an MMS can be');
      await anna.page.getByRole('button', { name: 'Shrink to fit' }).click();
      await expect(chip('large.jpg')).toContainText(/MB → /);
      await anna.page.getByRole('button', { name: 'Send MMS' }).click();
      await expect
        .poll(() => handset.receivedFiles(), { timeout: 20_000 })
        .toMatchObject([{ name: 'small.jpg' }, { name: 'large.jpg', state: 'ready' }]);
    });

    await test.step('or all go, in as many MMS as they need', async () => {
      const files = Array.from({ length: 11 }, (_, i) => ({ ...small, name: `page-${i + 1}.jpg` }));
      await anna.attach(...files);
      await anna.page.getByRole('button', { name: 'Send in 2 MMS' }).click();
      await expect(anna.files).toHaveCount(0);
      const last = async () => (await handset.receivedFiles()).at(-1);
      await expect.poll(last, { timeout: 20_000 }).toMatchObject({ name: 'page-11.jpg', state: 'ready' });
      expect(await handset.receivedFiles()).toHaveLength(13);
    });

    await test.step('sent all the same, the eleventh and later stay behind, and the thread names them', async () => {
      const files = Array.from({ length: 11 }, (_, i) => ({ ...small, name: `picture-${i + 1}.jpg` }));
      await anna.attach(...files);
      await expect(chip('picture-11.jpg')).toContainText('stay behind');
      await anna.page.getByRole('button', { name: 'Send MMS' }).click();
      await expect(anna.line(/picture-11\.jpg/)).toBeVisible();
      await expect.poll(async () => (await handset.receivedFiles()).length, { timeout: 20_000 }).toBe(23);
    });
  });

  test('a text with a file goes as an SMS and an MMS, each with its own state; the failed half is retried alone (73)', async () => {
    await handset.behave({ fails: true });
    await anna.attach(await photo('fridge.jpg'));
    const text = `Here it is, ${orderNumber()}`;
    await anna.composer.fill(text);
    await expect(anna.page.getByRole('button', { name: 'Send SMS + MMS' })).toBeEnabled();
    await anna.composer.press('Enter');
    const sms = anna.thread.getByRole('article').filter({ hasText: text });
    const mms = anna.thread
      .getByRole('article')
      .filter({ has: anna.page.getByRole('img', { name: 'fridge.jpg' }) });
    await expect(sms).toContainText(/SMS.*1 segment/);
    await expect(sms.getByRole('button', { name: 'Retry' })).toBeVisible();
    await expect(mms.getByRole('button', { name: 'Retry' })).toBeVisible();
    await handset.behave({});
    await mms.getByRole('button', { name: 'Retry' }).click();
    await expect.poll(() => handset.receivedFiles(), { timeout: 20_000 }).toMatchObject([{ state: 'ready' }]);
    await expect(sms.getByRole('button', { name: 'Retry' })).toBeVisible();
  });

  test('a text file goes as SMS, in pieces of at most 4,500 characters, shown before (74)', async () => {
    const words = 'Opening hours and prices of the sale. '.repeat(160);
    await anna.attach({ name: 'sale.txt', mimeType: 'text/plain', buffer: Buffer.from(words) });
    const summary = anna.page.getByRole('button', { name: /Goes as 2 texts, \d+ segments/ });
    await summary.click();
    await expect(
      anna.page.getByRole('list', { name: 'What the text files say' }).getByRole('listitem'),
    ).toHaveCount(2);
    await anna.page.getByRole('button', { name: /^Send/ }).click();
    await expect.poll(async () => (await handset.received()).length, { timeout: 20_000 }).toBe(2);
    const received = await handset.received();
    expect(received.every((piece) => piece.length <= 4_500)).toBe(true);
    expect(received.join(' ')).toBe(words.trim());
  });
});

test('pictures, sound, contacts and hostile files of a customer are shown, played, listed, or refused with a reason', async ({
  pageOf,
}) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const handset = await Handset.make(anna.page, 'Ivo Novak');
  const front = await photo('front.jpg');
  const card = 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ida Moss\r\nTEL:+14155550177\r\nEND:VCARD\r\n';
  await handset.write('Support', `These are the pictures of ${orderNumber()}`, [
    front,
    await photo('back.jpg'),
    { name: 'ida.vcf', mimeType: 'text/vcard', buffer: Buffer.from(card) },
    { name: 'evil.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg onload="alert(1)"/>') },
  ]);
  await anna.open(handset.shown);
  await expect(anna.thread.getByRole('img', { name: /\.jpg$/ })).toHaveCount(2);
  await expect(anna.thread.getByText('Ida Moss')).toBeVisible();
  await expect(anna.thread.getByText('Files of this type are not shown or kept.')).toBeVisible();

  await test.step('a picture is shown large; arrows turn, Escape closes, and nothing else', async () => {
    await anna.thread
      .getByRole('button', { name: /^Show .* large$/ })
      .first()
      .click();
    const large = anna.page.getByRole('dialog');
    await expect(large.getByText('1 of 2')).toBeVisible();
    await anna.page.keyboard.press('ArrowRight');
    await expect(large.getByText('2 of 2')).toBeVisible();
    await anna.page.keyboard.press('Escape');
    await expect(large).toBeHidden();
    await expect(anna.composer).toBeVisible();
  });

  await test.step('what is fetched is drawn anew: place and camera are gone', async () => {
    const src = await anna.thread.getByRole('img', { name: 'front.jpg' }).getAttribute('src');
    const whole = await anna.page.request.get((src ?? '').replace('?small', ''));
    expect(whole.headers()).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-type': 'image/jpeg',
    });
    const bytes = await whole.body();
    expect(createHash('sha256').update(bytes).digest('hex')).not.toBe(
      createHash('sha256').update(front.buffer).digest('hex'),
    );
  });

  await test.step('a stranger gets nothing', async () => {
    const ben = await pageOf('ben', '/inbox');
    const src = await anna.thread.getByRole('img', { name: 'front.jpg' }).getAttribute('src');
    expect((await ben.request.get(src ?? '')).status()).toBe(404);
    const nobody = await pageOf(null, '/login');
    expect((await nobody.request.get(src ?? '')).status()).toBe(401);
  });
});

test('where files cannot be sent the button stays and says why (31, 55)', async ({ pageOf }) => {
  const ben = new Inbox(await pageOf('ben', '/inbox'));
  const handset = await Handset.make(ben.page, 'Far Away');
  const question = `Can I send a file about ${orderNumber()}?`;
  // The Billing Service has a number of the United Kingdom.
  await handset.write('+447400123400', question);
  await ben.open(question);
  const button = ben.page.getByRole('button', { name: /^Attach files: / });
  await expect(button).toHaveAccessibleName(/only be sent from numbers of the US and Canada/);
  await expect(button).toHaveAttribute('aria-disabled', 'true');
});
