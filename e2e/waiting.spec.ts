import { Handset, orderNumber } from './handset';
import { Inbox } from './inbox';
import { operator } from './operator';
import { expect, PEOPLE, test } from './people';

const ORG = ['--org', 'demo', '--service', 'Billing'];
const CLOSED = JSON.stringify({
  timeZone: 'America/New_York',
  week: [[], [], [], [], [], [], []],
  closedDates: [],
});

test('outside its business hours a Service answers by itself, once in 24 hours, and never who has opted out', async ({
  pageOf,
}) => {
  const tara = new Inbox(await pageOf('tara', '/inbox'));
  const away = `We are closed, ${orderNumber()}.`;
  await operator('service', 'set', ...ORG, '--hours', CLOSED, '--away-text', away);
  try {
    const number = await numberOf('Billing');
    const handset = await Handset.make(tara.page, 'Late Caller');
    await handset.write(number, 'Is somebody there?');
    await expect.poll(() => handset.received()).toEqual([away]);
    await tara.open(handset.shown);
    await expect(tara.bubble(away)).toContainText(/Delivered/);
    // Nobody's waiting ends by it.
    await expect(tara.row(handset.shown)).toContainText('Waiting');
    await handset.write(number, 'Hello?');
    await expect(tara.bubble('Hello?')).toBeVisible();
    await handset.write(number, 'HELP');
    await expect(tara.bubble('HELP')).toBeVisible();
    expect(await handset.received()).toEqual([away]);

    const gone = await Handset.make(tara.page, 'Opted Out');
    await gone.write(number, 'STOP');
    const last = `One more thing, ${orderNumber()}`;
    await gone.write(number, last);
    await expect(tara.row(last)).toBeVisible();
    expect(await gone.received()).toEqual([]);
  } finally {
    await operator('service', 'set', ...ORG, '--away-text', 'off');
    await operator('service', 'set', ...ORG, '--hours', 'off');
  }
});

test('who waits longer than the Service allows is seen by its manager, who is called in once', async ({
  pageOf,
}) => {
  const olivia = new Inbox(await pageOf('olivia', '/inbox'));
  const sales = ['--org', 'demo', '--service', 'Sales'];
  // In the demo some wait there since longer than a minute: new rules hold for them, too.
  await olivia.page.getByRole('link', { name: /^Sales/ }).click();
  await olivia.page.getByRole('link', { name: 'Waiting longest' }).click();
  await expect(olivia.page).toHaveURL(/tab=waiting/);
  await olivia.list.getByRole('option').first().click();
  await expect(olivia.composer).toBeVisible();
  const line = olivia.line(/^Nobody answered for 1 min: Olivia Hart was called in/);
  await expect(line).toBeHidden();
  try {
    await operator('service', 'set', ...sales, '--manager', PEOPLE.olivia.email, '--escalate-after', '1');
    await expect(line).toBeVisible();
    await operator('service', 'set', ...sales, '--escalate-after', '2');
    await olivia.send('Sorry for the wait. We are on it.');
    await expect(line).toHaveCount(1);
  } finally {
    await operator('service', 'set', ...sales, '--manager', 'eva@demo.example', '--escalate-after', '60');
  }
});

test('HELP is answered with who we are and how to stop', async ({ pageOf }) => {
  const anna = new Inbox(await pageOf('anna', '/inbox'));
  const handset = await Handset.make(anna.page, 'Help Seeker');
  await handset.write('Support', 'HELP');
  await expect.poll(async () => (await handset.received()).join()).toMatch(/STOP/);
});

/** The number that customers of a Service write to. */
async function numberOf(service: string): Promise<`+${string}`> {
  const services = (await operator('service', 'list', '--org', 'demo')) as { name: string; e164: string }[];
  const found = services.find(({ name }) => name === service)?.e164;
  if (!found) throw new Error(`${service} has no number`);
  return found as `+${string}`;
}
