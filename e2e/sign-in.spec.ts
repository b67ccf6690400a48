import { expect, PASSWORD, PEOPLE, test } from './people';
import { productOfWorker } from './product';

test('whoever is not signed in is asked who they are, and comes back to where they wanted to go', async ({
  pageOf,
}) => {
  const page = await pageOf(null, '/inbox?view=needs-reply');
  await expect(page).toHaveURL(/\/login\?next=/);

  await test.step('a wrong password is refused in words, and nothing typed is lost', async () => {
    await expect(page.getByLabel('E-mail')).toBeFocused();
    await page.getByLabel('E-mail').fill(PEOPLE.anna.email);
    await page.getByLabel('Password', { exact: true }).fill('not-the-password');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert').filter({ hasText: /\w/ })).toHaveText(
      'The e-mail address or the password is wrong.',
    );
    await expect(page.getByLabel('E-mail')).toHaveValue(PEOPLE.anna.email);
  });

  await test.step('the right one goes on', async () => {
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(/\/inbox\?view=needs-reply$/);
  });

  await test.step('whoever is signed in already does not see the question again', async () => {
    await page.goto('/login');
    await expect(page).toHaveURL(/\/inbox$/);
  });

  await test.step('signing out ends the session, not only the page', async () => {
    const cookies = await page.context().cookies();
    await page.getByRole('button', { name: 'Account and settings' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page).toHaveURL(/\/login/);
    await page.context().addCookies(cookies);
    await page.goto('/inbox');
    await expect(page).toHaveURL(/\/login/);
  });
});

test('a stranger who is sent here with a foreign address to go on to stays here', async ({ pageOf }) => {
  const page = await pageOf(null, '/login?next=//elsewhere.example/inbox');
  await page.getByLabel('E-mail').fill(PEOPLE.jonas.email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(`${productOfWorker().baseUrl}/inbox`);
});
