import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { uuidv7 } from 'uuidv7';
import { Handset, orderNumber, read } from './handset';
import { Inbox } from './inbox';
import { operator } from './operator';
import { expect, PEOPLE, test } from './people';

test('a text to an office number makes a group chat of those whose line it is (34, 35), which shows that number (36), takes no files (33), and is managed like any group chat (32)', async ({
  pageOf,
}) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const jonas = new Inbox(await pageOf('jonas', '/inbox'));
  const ben = new Inbox(await pageOf('ben', '/inbox'));
  const handset = await Handset.make(anna.page, 'Ida Sommer');
  const question = `Are you there about ${orderNumber()}?`;
  await handset.write('office', question);
  await expect(jonas.row(question)).toBeVisible();
  await anna.open(question);
  await expect(ben.row(question)).toHaveCount(0);
  await expect(anna.page.getByRole('main').getByText('to +1 617 555 0190')).toBeVisible();
  await expect(
    anna.page.getByRole('button', { name: /Files cannot be sent in direct chats/ }),
  ).toBeDisabled();
  await expect(anna.page.getByRole('button', { name: 'Assign', exact: true })).toHaveCount(0);

  await test.step('a colleague is added, and hears the customer from then on', async () => {
    const dialog = await anna.fromMore('Add people');
    await dialog.getByLabel('Search colleagues').fill('ben');
    await dialog.getByRole('checkbox', { name: PEOPLE.ben.name }).check();
    await dialog.getByRole('button', { name: 'Add 1 person' }).click();
    await ben.open(question);
    await anna.send('Yes, both of us');
    await expect.poll(() => handset.received()).toEqual(['Yes, both of us']);
    const reply = `Good, ${orderNumber()}`;
    await handset.write('office', reply);
    await expect(ben.bubble(reply)).toBeVisible();
    await expect(jonas.row(reply)).toBeVisible();
  });

  await test.step('a new name is everybody’s', async () => {
    const name = `Sommer ${orderNumber()}`;
    await anna.rename(name);
    await expect(jonas.row(name)).toBeVisible();
    await expect(ben.page.getByRole('heading', { name, level: 2 })).toBeVisible();
  });
});

test('the dialplan decides who hears an office number (35), and says beforehand what it will do', async ({
  pageOf,
}) => {
  const ben = new Inbox(await pageOf('ben', '/inbox'));
  const handset = await Handset.make(ben.page, 'Nils Petersen');
  const { people } = await read<{ people: { id: string; name: string }[] }>(
    ben.page,
    'session.me',
    undefined,
  );
  const match = {
    numberIds: [],
    customers: [handset.number],
    countries: [],
    keywords: ['invoice'],
    hours: null,
  };
  const userIds = people.filter(({ name }) => name === PEOPLE.ben.name).map(({ id }) => id);
  const rule = { id: uuidv7(), name: 'Invoices', enabled: true, match, target: { kind: 'users', userIds } };
  const folder = await mkdtemp(path.join(tmpdir(), 'waggle-rules-'));
  const setRules = async (rules: object[]) => {
    const file = path.join(folder, 'rules.json');
    await writeFile(file, JSON.stringify(rules));
    await operator('routing', 'set', '--org', 'demo', '--file', file);
  };
  const dryRun = (text: string) =>
    operator(
      'routing',
      'dry-run',
      '--org',
      'demo',
      '--to',
      '+16175550190',
      '--from',
      handset.number,
      '--text',
      text,
    );
  try {
    await setRules([rule]);
    expect(await dryRun('My invoice is wrong')).toMatchObject({
      decidedBy: 'rule',
      users: [{ name: PEOPLE.ben.name }],
      why: expect.stringContaining('Rule "Invoices" takes it to Ben Ito.'),
    });
    expect(await dryRun('Hello')).toMatchObject({
      decidedBy: 'office',
      why: expect.stringContaining('asks for a word that is not in it'),
    });
    const text = `My invoice for ${orderNumber()} is wrong`;
    await handset.write('office', text);
    await ben.open(text);
    await ben.send('I look at it');
    await expect.poll(() => handset.received()).toEqual(['I look at it']);
  } finally {
    await setRules([]);
    await rm(folder, { recursive: true });
  }
});

test('“New direct message” writes from one’s own number; an sms: link opens the form with its number', async ({
  pageOf,
}) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const first = await Handset.make(anna.page, 'Cleo Adler');
  await anna.page.getByRole('button', { name: 'New', exact: true }).click();
  await anna.page.getByRole('menuitem', { name: 'New direct message' }).click();
  const dialog = anna.page.getByRole('dialog', { name: 'Direct message from +1 617 555 0190' });
  await dialog.getByLabel('Phone number').fill('12');
  await dialog.getByRole('button', { name: 'Open the conversation' }).click();
  await expect(dialog.getByLabel('Phone number')).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByLabel('Phone number').fill(first.number);
  await dialog.getByRole('button', { name: 'Open the conversation' }).click();
  await anna.send('Hello Cleo');
  await expect.poll(() => first.received()).toEqual(['Hello Cleo']);

  const second = await Handset.make(anna.page, 'Vera Engel');
  await anna.page.goto(`/compose?to=${encodeURIComponent(`sms:${second.number}?body=x`)}`);
  await expect(anna.page.getByLabel('Phone number')).toHaveValue(second.number);
  await anna.page.getByRole('combobox', { name: 'From' }).click();
  await anna.page.getByRole('option', { name: /^Sales/ }).click();
  await anna.page.getByRole('button', { name: 'Open the conversation' }).click();
  await anna.send('Hello Vera');
  await expect.poll(() => second.received()).toEqual(['Hello Vera']);
});
