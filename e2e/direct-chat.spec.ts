import { Handset, orderNumber } from './handset';
import { Inbox } from './inbox';
import { expect, PEOPLE, test } from './people';

test('who is taken out of a direct chat hears no more of it, and the admin sees that it goes on (32)', async ({
  pageOf,
}) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const jonas = new Inbox(await pageOf('jonas', '/inbox'));
  const ben = new Inbox(await pageOf('ben', '/inbox'));
  const olivia = new Inbox(await pageOf('olivia', '/inbox'));
  const handset = await Handset.make(anna.page, 'Mira Falk');
  const question = `Who looks after ${orderNumber()}?`;
  await handset.write('office', question);
  await jonas.open(question);
  const dialog = await jonas.fromMore('Add people');
  await dialog.getByRole('checkbox', { name: PEOPLE.ben.name }).check();
  await dialog.getByRole('button', { name: 'Add 1 person' }).click();
  await expect(ben.row(question)).toBeVisible();

  await jonas.page.getByRole('button', { name: `Take ${PEOPLE.ben.name} out` }).click();
  await expect(jonas.line(/Jonas Olsen took Ben Ito out|Jonas Olsen removed Ben Ito/)).toBeVisible();
  await expect(ben.row(question)).toHaveCount(0);
  const more = `And when? ${orderNumber()}`;
  await handset.write('office', more);
  for (const reader of [anna, jonas, olivia]) await expect(reader.row(more)).toBeVisible();
  // What is for Ben comes after it: had that been for him, he would have it.
  const his = `For Sales, ${orderNumber()}`;
  await (await Handset.make(anna.page, 'Rolf Kern')).write('Sales', his);
  await expect(ben.row(his)).toBeVisible();
  await expect(ben.row(more)).toHaveCount(0);
});

test('STOP in a direct chat blocks the sender for everybody whose line it is (37)', async ({ pageOf }) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const jonas = new Inbox(await pageOf('jonas', '/inbox'));
  const spammer = await Handset.make(anna.page, 'Lucky Wheel');
  const offer = `You won number ${orderNumber()}`;
  await spammer.write('office', offer);
  await anna.open(offer);
  await anna.composer.fill('STOP');
  await anna.composer.press('Enter');
  await anna.page.getByRole('dialog').getByRole('button', { name: /block/i }).click();
  await expect(anna.page.getByText('This customer is blocked.').first()).toBeVisible();
  await expect.poll(() => spammer.received()).toEqual(['STOP']);
  await jonas.row(spammer.shown).click();
  await expect(jonas.page.getByText('This customer is blocked.').first()).toBeVisible();

  const again = `Last call, ${orderNumber()}`;
  const harmless = `Are you in? ${orderNumber()}`;
  await spammer.write('office', again);
  // A later text of somebody else is there: the blocked one had its time to arrive.
  await (await Handset.make(anna.page, 'Petra Holt')).write('office', harmless);
  for (const reader of [anna, jonas]) {
    await expect(reader.row(harmless)).toBeVisible();
    await expect(reader.page.getByText(again)).toHaveCount(0);
    await expect(reader.row(spammer.shown)).toBeVisible();
  }
});
