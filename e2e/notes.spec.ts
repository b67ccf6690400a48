import { Handset, orderNumber } from './handset';
import { Inbox } from './inbox';
import { expect, test } from './people';

test('a note names a colleague, who finds it; the customer never gets it', async ({ pageOf }) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const jonas = new Inbox(await pageOf('jonas', '/inbox'));
  const handset = await Handset.make(anna.page, 'Lost parcel');
  const question = `Where is my parcel? ${orderNumber()}`;
  await handset.write('Support', question);
  await anna.open(question);
  const note = `please call the courier ${orderNumber()}`;

  await test.step('m begins a note; @ offers colleagues, and says who cannot see this', async () => {
    await anna.composer.press('Escape');
    await anna.page.keyboard.press('m');
    const field = anna.page.getByRole('textbox', { name: /^Note about / });
    await expect(field).toBeFocused();
    await field.pressSequentially('@');
    const people = anna.page.getByRole('listbox', { name: 'Name a colleague' });
    await expect(people.getByRole('option', { name: /Ben Ito/ })).toContainText('does not see this');
    await field.pressSequentially('jon');
    await expect(people.getByRole('option')).toHaveCount(1);
    await field.press('Enter');
    await expect(field).toHaveValue('@Jonas Olsen ');
    await field.pressSequentially(note);
    await field.press('Enter');
    await expect(field).toHaveValue('');
    await expect(anna.bubble(note)).toContainText('@Jonas Olsen');
    await expect(anna.bubble(note)).toContainText('Only colleagues see this');
  });

  await test.step('who is named and does not see this can be brought in first', async () => {
    const field = anna.page.getByRole('textbox', { name: /^Note about / });
    await field.pressSequentially('@ben');
    await field.press('Enter');
    await field.pressSequentially('knows the courier, @Jonastan does not');
    await field.press('Enter');
    await expect(anna.page.getByRole('main').getByRole('alert')).toContainText(
      'Ben Ito cannot see this conversation',
    );
    await anna.page.getByRole('button', { name: 'Add Ben Ito' }).click();
    await expect(anna.line(/added Ben Ito/)).toBeVisible();
    await expect(anna.page.getByText('Ben Ito does not see this conversation.')).toBeHidden();
    await field.press('Enter');
    await expect(anna.bubble('@Ben Ito knows the courier, @Jonastan does not')).toBeVisible();
  });

  await test.step('Jonas finds it under Mentions', async () => {
    await jonas.page.goto('/inbox?view=mentions');
    await jonas.row(question).click();
    await expect(jonas.bubble(note)).toBeVisible();
  });

  await test.step('the list goes on to show what the customer wrote, who got nothing', async () => {
    await expect(anna.row(question)).toBeVisible();
    await anna.page.getByRole('button', { name: 'Text', exact: true }).click();
    await anna.send('We are on it.');
    await expect.poll(() => handset.received()).toEqual(['We are on it.']);
  });
});
