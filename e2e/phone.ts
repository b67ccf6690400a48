import { expect, type Locator, type Page } from '@playwright/test';
import type { FileToWrite } from './handset';

/** The page /simulator, used as somebody with a telephone in their hand would. */
export class Phone {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Makes a handset and holds it. */
  async make(name: string): Promise<void> {
    await this.#page.getByRole('button', { name: 'New handset' }).first().click();
    const dialog = this.#page.getByRole('dialog', { name: 'New handset' });
    await dialog.getByLabel('Whose phone is it').fill(name);
    await dialog.getByRole('button', { name: 'Make handset' }).click();
    await expect(dialog).toBeHidden();
    await expect(this.#page.getByRole('region', { name: `Phone of ${name}` })).toBeVisible();
  }

  async writeTo(service: string, text: string): Promise<void> {
    const to = this.#page.getByRole('button', { name: /^Choose whom to write to/ });
    await to.click();
    await this.#page.getByRole('menuitem', { name: service }).click();
    await expect(to).toHaveAccessibleName(new RegExp(service));
    await this.write(text);
  }

  /** Writes to whomever it wrote to last. */
  async write(text: string): Promise<void> {
    await this.#page.getByRole('textbox', { name: 'Text message' }).fill(text);
    await this.#page.getByRole('button', { name: 'Send', exact: true }).click();
  }

  /** Puts files into its text field. */
  async attach(...files: FileToWrite[]): Promise<void> {
    await this.#page.locator('main input[type=file]').setInputFiles(files);
  }

  /** Makes one of the files that nobody should trust. */
  async attachHostile(name: string): Promise<void> {
    await this.#page.getByRole('button', { name: 'Attach files' }).click();
    await this.#page.getByRole('menuitem', { name }).click();
  }

  /** The files in its text field. */
  get attached(): Locator {
    return this.#page.getByRole('list', { name: 'Files that go with the message' });
  }

  /** What the screen shows. */
  get screen(): Locator {
    return this.#page.getByRole('log', { name: 'Messages on this phone' });
  }
}
