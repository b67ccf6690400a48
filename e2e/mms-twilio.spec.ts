import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { orderNumber } from './handset';
import { Inbox } from './inbox';
import { expect, test } from './people';
import { Twilio } from './twilio';

const CUSTOMER = '+14155550166';

let twilio: Twilio;
test.beforeAll(async () => {
  twilio = await Twilio.start();
});
test.afterAll(() => twilio.stop());

test('files travel both ways through Twilio: theirs are fetched with our login, ours from an address of their own', async ({
  pageOf,
}) => {
  const our = `+1628555${Math.floor(1_000 + Math.random() * 9_000)}`;
  const inboundUrl = await twilio.connect(our);
  const photo = await sharp({ create: { width: 320, height: 200, channels: 3, background: '#27a' } })
    .jpeg()
    .toBuffer();
  const anna = new Inbox(await pageOf('anna', '/inbox'));

  await test.step('a customer’s picture', async () => {
    const question = `This one is broken, ${orderNumber()}`;
    await twilio.deliver(inboundUrl, { from: CUSTOMER, to: our, body: question, photo });
    await anna.open(question);
    await expect(anna.thread.getByRole('img', { name: /\.jpg$/ })).toBeVisible();
  });

  await test.step('our text and picture: an SMS and an MMS, whose file Twilio fetches', async () => {
    await anna.attach({ name: 'part.jpg', mimeType: 'image/jpeg', buffer: photo });
    await anna.send('This part is on its way.');
    const picture = anna.thread.getByRole('img', { name: 'part.jpg' });
    await expect(picture).toBeVisible();
    const stored = await anna.page.request.get(
      (await picture.getAttribute('src'))?.replace('?small', '') ?? '',
    );
    const sha256 = createHash('sha256')
      .update(await stored.body())
      .digest('hex');
    await expect
      .poll(() => twilio.sent())
      .toMatchObject([
        { to: CUSTOMER, from: our, body: 'This part is on its way.', mediaUrls: [] },
        { to: CUSTOMER, from: our, body: '', media: [{ status: 200, contentType: 'image/jpeg', sha256 }] },
      ]);
  });

  await test.step('that address opens this file and no other', async () => {
    const [url = ''] = (await twilio.sent())[1]?.mediaUrls ?? [];
    expect((await fetch(url)).status).toBe(200);
    expect((await fetch(`${url.slice(0, -4)}AAAA`)).status).toBe(404);
  });
});
