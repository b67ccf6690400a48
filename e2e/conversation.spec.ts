import { orderNumber } from './handset';
import { Inbox } from './inbox';
import { expect, test } from './people';
import { Phone } from './phone';

/** The look's "delivered", which nothing else on the page has. */
const BLUE = 'rgb(25, 113, 194)';

test('external people may write first (5), the agent answers (53), and the reply comes back in the same conversation (58)', async ({
  pageOf,
}) => {
  const phonePage = await pageOf('tara', '/simulator');
  const phone = new Phone(phonePage);
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const jonas = new Inbox(await pageOf('jonas', '/inbox'));
  const ben = new Inbox(await pageOf('ben', '/inbox'));
  await phone.make('Giulia Conti');

  const question = `Hello, is my dryer on its way? It is ${orderNumber()}`;
  await phone.writeTo('Support', question);

  await test.step('every member of the Service sees it, unread, without a reload; nobody else does', async () => {
    for (const member of [anna, jonas]) {
      await expect(member.row(question)).toBeVisible();
      await expect(member.row(question)).toHaveAccessibleName(/unread/i);
      await expect(member.row(question).getByText('SMS', { exact: true })).toHaveCount(0);
    }
    await expect(ben.row(question)).toHaveCount(0);
  });

  const answer = `The van brings ${orderNumber()} tomorrow between 9 and 12.`;
  await test.step('one answers: the customer has it, and it is marked delivered only by the receipt (56)', async () => {
    await anna.open(question);
    await expect(anna.bubble(question)).toBeVisible();
    await expect(anna.smsTag).toHaveCount(0);
    await anna.send(answer);
    await expect(phone.screen).toContainText(answer);
    await expect(anna.bubble(answer).getByText('Delivered')).toHaveCSS('color', BLUE);
    await expect(jonas.row(answer)).toBeVisible();
  });

  await test.step('the conversation carries the tag SMS after its first sent message (57)', async () => {
    await expect(anna.smsTag).toBeVisible();
    await expect(jonas.row(answer).getByText('SMS', { exact: true })).toBeVisible();
  });

  const reply = `Perfect, I will be there. And ${orderNumber()}?`;
  await test.step('the reply appears in the same conversation (58), in every open window', async () => {
    await phone.write(reply);
    await expect(anna.bubble(reply)).toBeVisible();
    await expect(jonas.row(reply)).toHaveCount(1);
    await expect(jonas.row(question)).toHaveCount(0);
    await expect(jonas.row(reply)).toHaveAccessibleName(/unread/i);
  });

  await test.step('whoever opens it now finds a line where reading stopped, and it stays while they read', async () => {
    await jonas.open(reply);
    const divider = jonas.thread.getByText('New', { exact: true });
    await expect(divider).toBeVisible();
    await expect(jonas.row(reply)).not.toHaveAccessibleName(/unread/i);
    await expect(divider).toBeVisible();
  });
});
