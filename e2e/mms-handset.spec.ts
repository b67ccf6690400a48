import sharp from 'sharp';
import { Handset } from './handset';
import { Inbox } from './inbox';
import { expect, test } from './people';
import { Phone } from './phone';

/** A photo as a camera makes it, of so many pixels. */
async function photo(name: string, width = 640, height = 480) {
  const buffer = await sharp({ create: { width, height, channels: 3, background: '#b5702a' } })
    .withExif({ IFD0: { Make: 'Camera' } })
    .jpeg()
    .toBuffer();
  return { name, mimeType: 'image/jpeg', buffer };
}

test('a customer sends a picture from the telephone, and it is in the thread of the inbox', async ({
  pageOf,
}) => {
  const page = await pageOf('anna', '/simulator');
  const phone = new Phone(page);
  await phone.make('Greta Lind');

  await test.step('it is attached, shown beside the text, and may be taken off again', async () => {
    await phone.attach(await photo('broken.jpg'), await photo('wrong.jpg'));
    await expect(phone.attached.getByRole('listitem')).toHaveCount(2);
    await page.getByRole('button', { name: 'Remove wrong.jpg' }).click();
    await expect(phone.attached.getByRole('listitem')).toHaveCount(1);
    await expect(phone.attached.getByRole('img')).toBeVisible();
  });

  await test.step('it goes with the text and stands on the telephone', async () => {
    await phone.writeTo('Support', 'It arrived broken.');
    await expect(phone.screen.getByRole('img', { name: 'broken.jpg' })).toBeVisible();
    await expect(phone.attached).toHaveCount(0);
  });

  await test.step('the thread of the inbox shows it', async () => {
    const anna = new Inbox(await pageOf('anna', '/inbox'));
    await anna.open('It arrived broken.');
    await expect(anna.thread.getByRole('img', { name: 'broken.jpg' })).toBeVisible();
  });
});

test('a file that the carrier does not hand over says so, and Retry brings it', async ({ pageOf }) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const handset = await Handset.make(anna.page, 'Lotte Krag', { losesFiles: true });
  await handset.write('Support', 'This is the label.', [await photo('label.jpg')]);
  await anna.open('This is the label.');
  const bubble = anna.bubble('This is the label.');
  await expect(bubble).toContainText('The carrier no longer has this file.');
  await handset.behave({});
  await bubble.getByRole('button', { name: 'Retry' }).click();
  await expect(bubble.getByRole('img', { name: 'label.jpg' })).toBeVisible();
});

test('what a telephone sends is judged by its content, whatever its carrier calls it', async ({ pageOf }) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const handset = await Handset.make(anna.page, 'Eve Moss', { liesAboutTypes: true });
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
  await handset.write('Support', 'Both are pictures.', [
    await photo('true.jpg'),
    { name: 'false.jpg', mimeType: 'image/svg+xml', buffer: svg },
  ]);
  await anna.open('Both are pictures.');
  const bubble = anna.bubble('Both are pictures.');
  await expect(bubble.getByRole('img', { name: 'true.jpg' })).toBeVisible();
  await expect(bubble).toContainText('Files of this type are not shown or kept.');
});

test('a picture sent from the inbox is on the telephone, pixel for pixel', async ({ pageOf }) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const handset = await Handset.make(anna.page, 'Nils Berg');
  await handset.write('Support', 'How do I assemble it?');
  await anna.open(handset.shown);
  await anna.page.locator('main input[type=file]').setInputFiles(await photo('step-1.jpg'));
  await expect(anna.page.getByRole('list', { name: /files/i }).getByRole('listitem')).toHaveCount(1);
  await anna.send('Like this.');
  await expect.poll(() => handset.received()).toContain('Like this.');
  await expect
    .poll(() => handset.receivedFiles(), { timeout: 20_000 })
    .toMatchObject([{ name: 'step-1.jpg', contentType: 'image/jpeg', state: 'ready', width: 640 }]);
  await anna.page.goto(handset.address);
  const shown = new Phone(anna.page).screen.getByRole('img', { name: 'step-1.jpg' });
  await expect(shown).toBeVisible();
  expect(await shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(640);
});

test('hostile files lie on the telephone as they are, and are never shown there', async ({ pageOf }) => {
  const page = await pageOf('jonas', '/simulator');
  const phone = new Phone(page);
  await phone.make('Mallory Quinn');
  const hostile = ['SVG with a script', 'Web page named .jpg', 'Program with a reversed name', 'Empty file'];
  for (const name of hostile) await phone.attachHostile(name);
  await expect(phone.attached.getByRole('listitem')).toHaveCount(hostile.length);
  await phone.writeTo('Support', 'Look at these');
  await expect(phone.screen.getByRole('link', { name: /^Save / })).toHaveCount(hostile.length);
  await expect(phone.screen.locator('img')).toHaveCount(0);

  await test.step('one that nobody could take says why', async () => {
    const buffer = Buffer.alloc(25_000_001, 1);
    await phone.attach({ name: 'film.mp4', mimeType: 'video/mp4', buffer });
    await expect(phone.attached.getByRole('alert')).toContainText(/too large|no answer/);
    await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();
  });
});
