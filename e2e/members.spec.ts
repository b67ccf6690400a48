import { Handset, orderNumber, read } from './handset';
import { Inbox } from './inbox';
import { expect, PEOPLE, test } from './people';

test('an agent adds internal members (59), assigns to members of the Service (60), and nobody external can be added (61)', async ({
  pageOf,
}) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const ben = new Inbox(await pageOf('ben', '/inbox'));
  const handset = await Handset.make(anna.page, 'Rosa Lindqvist');
  const question = `Can somebody from Sales look at ${orderNumber()}?`;
  await handset.write('Support', question);
  await anna.open(question);
  await expect(ben.row(question)).toHaveCount(0);

  await test.step('colleagues are offered; who has no licence for texts stands there with the reason', async () => {
    const dialog = await anna.fromMore('Add people');
    await dialog.getByLabel('Search colleagues').fill('carl');
    await expect(
      dialog.getByRole('checkbox', { name: /Carlos Vega needs a Business licence/ }),
    ).toBeDisabled();
    await dialog.getByLabel('Search colleagues').fill(handset.number);
    await expect(dialog.getByRole('checkbox')).toHaveCount(0);
    await dialog.getByLabel('Search colleagues').fill('ben');
    await dialog.getByRole('checkbox', { name: PEOPLE.ben.name }).check();
    await dialog.getByRole('button', { name: 'Add 1 person' }).click();
    await expect(anna.line(/Anna Meyer added Ben Ito/)).toBeVisible();
  });

  await test.step('the API refuses an external number too', async () => {
    const refused = await anna.page.request.post('/api/trpc/conversations.addParticipants', {
      headers: { origin: new URL(anna.page.url()).origin, 'x-waggle': '1' },
      data: { conversationId: anna.openId(), userIds: [handset.number] },
    });
    expect(refused.status()).toBe(400);
    const { participantIds } = await read<{ participantIds: string[] }>(anna.page, 'conversations.get', {
      conversationId: anna.openId(),
    });
    expect(participantIds).toHaveLength(4);
  });

  await test.step('who was added sees it at once, and hands it over on leaving', async () => {
    await ben.open(question);
    await ben.page.getByRole('button', { name: 'Assign', exact: true }).click();
    await expect(ben.page.getByRole('menuitem', { name: 'Assign to me' })).toHaveCount(0);
    // The first offer assigns; the one below "Assign and leave" takes Ben out as well.
    await ben.page.getByRole('menuitem', { name: PEOPLE.jonas.name }).last().click();
    await expect(anna.line(/Ben Ito assigned this conversation to Jonas Olsen/)).toBeVisible();
    await expect(anna.line(/Ben Ito left/)).toBeVisible();
    await expect(ben.row(question)).toHaveCount(0);
    await expect(anna.page.getByRole('button', { name: PEOPLE.jonas.name, exact: true })).toBeVisible();
  });

  await test.step('an agent gives it to another one, and takes that back', async () => {
    await anna.page.keyboard.press('i');
    await expect(anna.page.getByRole('button', { name: PEOPLE.anna.name, exact: true })).toBeVisible();
    await anna.undo();
    await expect(anna.page.getByRole('button', { name: PEOPLE.jonas.name, exact: true })).toBeVisible();
  });
});

test('when everybody has left and the customer writes, all members of the Service are back (62), and an admin sees it all', async ({
  pageOf,
}) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const jonas = new Inbox(await pageOf('jonas', '/inbox'));
  const olivia = new Inbox(await pageOf('olivia', '/inbox'));
  const handset = await Handset.make(anna.page, 'Amadou Ba');
  const question = `Is anybody there? ${orderNumber()}`;
  await handset.write('Support', question);
  await anna.open(question);
  const conversationId = anna.openId();
  const participants = async () =>
    (await read<{ participantIds: string[] }>(olivia.page, 'conversations.get', { conversationId }))
      .participantIds;

  await test.step('one after the other leaves; the last one by the menu', async () => {
    for (const name of [PEOPLE.jonas.name, PEOPLE.tara.name]) {
      await anna.page.getByRole('button', { name: `Take ${name} out` }).click();
      await expect(anna.line(new RegExp(`Anna Meyer took ${name} out|${name}`))).toBeVisible();
    }
    await anna.page.getByRole('button', { name: 'More', exact: true }).click();
    await anna.page.getByRole('menuitem', { name: 'Leave the conversation' }).click();
    await expect(anna.page.getByText('You left the conversation')).toBeVisible();
    await expect.poll(participants).toHaveLength(0);
  });

  await test.step('the admin finds it among the unattended ones', async () => {
    await olivia.page.getByRole('link', { name: /^Unattended/ }).click();
    await expect(olivia.row(question)).toBeVisible();
    await expect(anna.page.getByRole('link', { name: /^Unattended/ })).toHaveCount(0);
  });

  const again = `Hello? It is still about ${orderNumber()}`;
  await test.step('the next message brings everybody back, in front of everybody', async () => {
    await handset.write('Support', again);
    for (const member of [anna, jonas]) await expect(member.row(again)).toHaveAccessibleName(/unread/i);
    await expect.poll(participants).toHaveLength(3);
    await expect(olivia.row(again)).toHaveCount(0);
    await jonas.open(again);
    await expect(jonas.line(/Anna Meyer, Jonas Olsen|Tara Singh/).last()).toBeVisible();
  });
});
