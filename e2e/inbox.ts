import { expect, type Locator, type Page } from '@playwright/test';

/** The inbox of one person, as they see it. */
export class Inbox {
  readonly page: Page;
  readonly list: Locator;
  readonly thread: Locator;
  readonly composer: Locator;
  readonly smsTag: Locator;

  constructor(page: Page) {
    this.page = page;
    this.list = page.getByRole('listbox', { name: /^Conversations in / });
    this.thread = page.getByRole('log', { name: /^Messages with / });
    this.composer = page.getByRole('textbox', { name: /^Message to / });
    this.smsTag = page.getByRole('main').getByText('SMS', { exact: true });
  }

  /** The line of the list that shows this number, name or text. */
  row(text: string | RegExp): Locator {
    return this.list.getByRole('option').filter({ hasText: text });
  }

  async open(text: string | RegExp): Promise<void> {
    await this.row(text).click();
    await expect(this.composer).toBeVisible();
  }

  /** "+" in the list's head, then "Create SMS conversation". @returns the dialog */
  async startConversation(): Promise<Locator> {
    await this.page.getByRole('button', { name: 'New', exact: true }).click();
    await this.page.getByRole('menuitem', { name: 'Create SMS conversation' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Create SMS conversation' });
    await expect(dialog).toBeVisible();
    return dialog;
  }

  /** The conversation that the address names. */
  openId(): string {
    const id = /\/inbox\/([0-9a-f-]{36})/.exec(this.page.url())?.[1];
    if (!id) throw new Error(`No conversation is open at ${this.page.url()}`);
    return id;
  }

  /** The bubble with this text. */
  bubble(text: string): Locator {
    return this.thread.getByRole('article').filter({ hasText: text });
  }

  async send(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
    await expect(this.composer).toHaveValue('');
    await expect(this.bubble(text)).toBeVisible();
  }

  /** A quiet sentence in the thread. */
  line(text: RegExp): Locator {
    return this.thread.getByText(text);
  }

  /** Chooses something from "More" that asks further. @returns the dialog */
  async fromMore(item: string): Promise<Locator> {
    await this.page.getByRole('button', { name: 'More', exact: true }).click();
    await this.page.getByRole('menuitem', { name: item }).click();
    const dialog = this.page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    return dialog;
  }

  /** Renames the open conversation where its name stands; '' gives it its customer's name again. */
  async rename(title: string): Promise<void> {
    await this.page.getByRole('button', { name: 'More', exact: true }).click();
    await this.page.getByRole('menuitem', { name: /^Rename/ }).click();
    const field = this.page.getByRole('textbox', { name: 'Name of the conversation' });
    await expect(field).toBeFocused();
    await field.fill(title);
    await field.press('Enter');
    await expect(field).toBeHidden();
  }

  /** Takes back what the latest toast tells of. */
  async undo(): Promise<void> {
    await this.page.getByRole('button', { name: 'Undo', exact: true }).last().click();
  }
}
