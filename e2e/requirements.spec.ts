import type { Page } from '@playwright/test';
import { Handset, orderNumber } from './handset';
import { Inbox } from './inbox';
import { operator } from './operator';
import { Organization, signInAs } from './organization';
import { expect, test } from './people';

/** A number of ours that no other journey has: 555-0100 to 0199 of an area are nobody's. */
const ourNumber = (area: string) => `+1${area}55501${Math.floor(10 + Math.random() * 89)}` as const;

/** Opens "+" and gives what can be begun. */
async function beginnings(page: Page) {
  await page.getByRole('button', { name: 'New', exact: true }).click();
  return {
    create: page.getByRole('menuitem', { name: /^Create SMS conversation/ }),
    direct: page.getByRole('menuitem', { name: /^New direct message/ }),
  };
}

test('a platform that is too old has neither kind of texting, and says which version it needs (23, 26, 43)', async ({
  pageOf,
}) => {
  const organization = await Organization.make({ platformVersion: '5.03.20210825' });
  const page = await signInAs(await pageOf(null, '/login'), await organization.person('Alba'));
  const { create, direct } = await beginnings(page);
  await expect(create).toBeDisabled();
  await expect(create).toContainText('6.04.20231020 or later. Yours is 5.03.20210825.');
  await expect(direct).toBeDisabled();
  await expect(direct).toContainText('5.03.20210826.1 or later. Yours is 5.03.20210825.');
});

test('an organization lies in a country with two-way texting (24, 44), and its numbers may be of another one (26)', async ({
  pageOf,
}) => {
  await expect(Organization.make({ region: 'FR' })).rejects.toThrow(/The region must be one of US, CA, GB/);
  const organization = await Organization.make({ region: 'DK' });
  const office = ourNumber('305');
  await organization.number(office);
  const email = await organization.person('Astrid', { officeNumber: office });
  const astrid = new Inbox(await signInAs(await pageOf(null, '/login'), email));
  const handset = await Handset.make(astrid.page, 'Finn Holm');
  await (await beginnings(astrid.page)).direct.click();
  const dialog = astrid.page.getByRole('dialog', { name: /^Direct message from \+1 305/ });
  await dialog.getByLabel('Phone number').fill(handset.number);
  await dialog.getByRole('button', { name: 'Open the conversation' }).click();
  const text = `Your ${orderNumber()} is on its way`;
  await astrid.send(text);
  await expect.poll(() => handset.received()).toEqual([text]);
  await handset.write(office, 'Thank you');
  await expect(astrid.bubble('Thank you')).toBeVisible();
});

test('without a Service that has a number “Create SMS conversation” cannot be used, and can as soon as one has (41, 42)', async ({
  pageOf,
}) => {
  const organization = await Organization.make();
  const number = ourNumber('312');
  await organization.number(number);
  const email = await organization.person('Aiko');
  const page = await signInAs(await pageOf(null, '/login'), email);
  const before = await beginnings(page);
  await expect(before.create).toBeDisabled();
  await expect(before.create).toContainText('No Service has an SMS number yet.');
  await expect(before.create).toContainText('An admin can give a Service its number.');
  await page.keyboard.press('Escape');

  await organization.service('Front desk', number, [email]);
  await expect(async () => {
    await page.keyboard.press('Escape');
    await expect((await beginnings(page)).create).toBeEnabled({ timeout: 1_000 });
  }).toPass();
  await page.getByRole('menuitem', { name: /^Create SMS conversation/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Create SMS conversation' });
  await expect(dialog.getByLabel('Service')).toHaveValue('Front desk');
});

test('who has a smaller licence than Business can neither write nor be brought in (20)', async ({
  pageOf,
}) => {
  const organization = await Organization.make();
  const number = ourNumber('503');
  await organization.number(number);
  const [agnes, emil] = [
    await organization.person('Agnes', { role: 'admin' }),
    await organization.person('Emil', { licence: 'essential' }),
  ];
  await organization.service('Repairs', number, [agnes, emil]);
  const inboxOf = async (email: string) => new Inbox(await signInAs(await pageOf(null, '/login'), email));
  const [admin, essential] = [await inboxOf(agnes), await inboxOf(emil)];
  const handset = await Handset.make(admin.page, 'Karla Voss');
  const question = `Is ${orderNumber()} repaired?`;
  await handset.write(number, question);

  await test.step('the customer’s text is no member’s without the licence: it brings in the others', async () => {
    await admin.open(question);
    await expect(admin.page.getByRole('button', { name: 'Take Agnes out' })).toBeVisible();
    await expect(admin.page.getByRole('button', { name: 'Take Emil out' })).toHaveCount(0);
    const dialog = await admin.fromMore('Add people');
    await expect(dialog.getByRole('checkbox', { name: /Emil needs a Business licence/ })).toBeDisabled();
    await admin.page.keyboard.press('Escape');
  });

  await test.step('it can be read by a member of the Service, who is told why there is no text field', async () => {
    await essential.row(question).click();
    await expect(essential.bubble(question)).toBeVisible();
    const note = essential.page.getByRole('note');
    await expect(note).toContainText('Texting needs a Business or Premium licence.');
    await expect(note).toContainText('An admin can change your licence.');
    await expect(essential.composer).toHaveCount(0);
  });

  await test.step('who has the licence answers', async () => {
    await admin.send('Yes, since this morning.');
    await expect.poll(() => handset.received()).toEqual(['Yes, since this morning.']);
  });

  await test.step('a licence that is raised opens the text field at once, and one that is lowered closes it', async () => {
    const set = (licence: string) =>
      operator('user', 'set', '--org', organization.slug, '--email', emil, '--licence', licence);
    await set('business');
    await expect(essential.composer).toBeVisible();
    await admin.page.getByRole('button', { name: 'Assign', exact: true }).click();
    await admin.page.getByRole('menuitem', { name: /^Emil/ }).click();
    await expect(admin.page.getByRole('button', { name: 'Take Emil out' })).toBeVisible();
    await set('essential');
    await expect(essential.page.getByRole('note')).toContainText(
      'Texting needs a Business or Premium licence.',
    );
    await expect(admin.page.getByRole('button', { name: 'Take Emil out' })).toHaveCount(0);
    await expect(admin.page.getByRole('button', { name: 'Assign', exact: true })).toBeVisible();
  });
});
