import { Handset, orderNumber } from './handset';
import { Inbox } from './inbox';
import { operator } from './operator';
import { expect, PEOPLE, test } from './people';

/** Two Services of their own, each with a number, so that no other journey meets them. */
async function twoServices() {
  const unique = orderNumber().replace(/\D/g, '');
  const { id } = (await operator('connection', 'add', 'simulator', '--org', 'demo', '--name', unique)) as {
    id: string;
  };
  const make = async (name: string, number: string, members: string) => {
    await operator('number', 'add', '--org', 'demo', '--connection', id, '--e164', number);
    await operator(
      ...['service', 'create', '--org', 'demo', '--name', name, '--number', number, '--members', members],
    );
    return { name, number };
  };
  const end = unique.slice(0, 4);
  return {
    repairs: await make(`Repairs ${unique}`, `+1303555${end}` as const, PEOPLE.anna.email),
    spares: await make(`Spares ${unique}`, `+1720555${end}` as const, PEOPLE.jonas.email),
  };
}

const move = (number: string, service?: string) =>
  operator('number', 'move', '--org', 'demo', '--e164', number, ...(service ? ['--service', service] : []));

test('a number that moves to another Service leaves its conversations to be read, with a way on from the number of today; moved back, they go on', async ({
  pageOf,
}) => {
  const { repairs, spares } = await twoServices();
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const jonas = new Inbox(await pageOf('jonas', '/inbox'));
  const handset = await Handset.make(anna.page, 'Paul Winter');
  const question = `My ${orderNumber()} is broken`;
  await handset.write(repairs.number as `+${string}`, question);
  await anna.open(question);
  const old = anna.openId();
  const notice = anna.page.getByRole('note');

  await test.step('the conversation says so at once, and cannot be written in', async () => {
    await move(spares.number);
    expect(await move(repairs.number, spares.name)).toEqual({ retired: 1, revived: 0 });
    await expect(anna.line(/Our number has gone to another Service/)).toBeVisible();
    await expect(notice).toContainText('can only be read');
    await expect(notice).toContainText('An admin can give it one.');
    await expect(anna.composer).toHaveCount(0);
  });

  await test.step('what the customer writes reaches the number’s new Service', async () => {
    const text = `Hello again, ${orderNumber()}`;
    await handset.write(repairs.number as `+${string}`, text);
    await jonas.open(text);
    await expect(anna.row(text)).toHaveCount(0);
  });

  await test.step('the button continues from the Service’s number of today', async () => {
    await move(spares.number, repairs.name);
    await notice.getByRole('button', { name: /^Continue from \+1 720/ }).click();
    await expect(anna.page).not.toHaveURL(new RegExp(old));
    await anna.send('We go on from here');
    await expect.poll(() => handset.received()).toContain('We go on from here');
  });

  await test.step('moved back, the old conversation goes on where it stood', async () => {
    await move(spares.number);
    expect(await move(repairs.number, repairs.name)).toEqual({ retired: 1, revived: 1 });
    await anna.page.goto(`/inbox/${old}`);
    await expect(anna.line(/Our number has come back/)).toBeVisible();
    await anna.send('Back again');
    await expect.poll(() => handset.received()).toContain('Back again');
  });
});
