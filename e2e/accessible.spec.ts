import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { Handset, orderNumber } from './handset';
import { Inbox } from './inbox';
import { expect, test } from './people';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`everybody can use every screen (${colorScheme})`, async ({ pageOf }) => {
    await test.step('sign-in', async () => {
      const page = await pageOf(null, '/login', { colorScheme });
      await expect(page.getByLabel('E-mail')).toBeVisible();
      await expectAccessible(page);
    });
    const page = await pageOf('anna', '/inbox', { colorScheme });
    const anna = new Inbox(page);
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    await test.step('inbox', async () => {
      await expect(anna.list.getByRole('option').first()).toBeVisible();
      await expectAccessible(page);
    });
    await test.step('conversation', async () => {
      await anna.list.getByRole('option').first().click();
      await expect(anna.thread.getByRole('article').first()).toBeVisible();
      await expectAccessible(page);
    });
    await test.step('create dialog', async () => {
      const dialog = await anna.startConversation();
      await dialog.getByLabel('Phone number').fill('555');
      await expectAccessible(page);
    });
    await test.step('handsets', async () => {
      await page.goto('/simulator');
      await expect(page.getByRole('heading', { name: 'Handsets' })).toBeVisible();
      await expectAccessible(page);
    });
  });
}

test('on a phone one pane at a time is shown: list, conversation, back', async ({ pageOf }) => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const anna = new Inbox(await pageOf('anna', '/inbox', phone));
  const handset = await Handset.make(anna.page, 'Paolo Greco');
  const question = `Is the small one still on sale? It is for ${orderNumber()}`;
  await handset.write('Sales', question);
  await expect(anna.row(question)).toBeVisible();
  await expectNothingCutOff(anna.page);

  await anna.row(question).tap();
  await expect(anna.list).toBeHidden();
  await expect(anna.composer).toBeInViewport();
  await expectNothingCutOff(anna.page);
  await anna.composer.fill('Yes, until Saturday.');
  await anna.page.getByRole('button', { name: /^Send/ }).tap();
  await expect(anna.bubble('Yes, until Saturday.')).toContainText(/Delivered/);

  await anna.page.getByRole('button', { name: 'Back to the list' }).tap();
  await expect(anna.row(handset.shown)).toContainText('Yes, until Saturday.');
  await expect(anna.composer).toBeHidden();
});

/** No finding of axe that keeps somebody from using the page. */
async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const findings = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  expect(findings).toEqual([]);
}

async function expectNothingCutOff(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, 'the page scrolls sideways').toBeLessThanOrEqual(0);
}
