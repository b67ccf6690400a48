import { expect, type Locator, type Page } from '@playwright/test';

interface FileToAttach {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

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

  /** Files that wait in the text box. */
  get files(): Locator {
    return this.page.getByRole('list', { name: 'Files that go with this message' });
  }

  /** Chooses files by the button, and waits until they are uploaded or refused. */
  async attach(...files: FileToAttach[]): Promise<void> {
    await this.page.locator('main input[type=file]').setInputFiles(files);
    await this.#uploaded(files);
  }

  /** Drops a file on the thread. */
  async drop(file: FileToAttach): Promise<void> {
    const data = await this.#transferOf(file);
    for (const type of ['dragenter', 'dragover', 'drop']) {
      await this.thread.dispatchEvent(type, { dataTransfer: data });
    }
    await this.#uploaded([file]);
  }

  /** Pastes a file into the text field. */
  async paste(file: FileToAttach): Promise<void> {
    await this.composer.evaluate(
      (field, data) =>
        field.dispatchEvent(
          new ClipboardEvent('paste', {
            clipboardData: data as DataTransfer,
            bubbles: true,
            cancelable: true,
          }),
        ),
      await this.#transferOf(file),
    );
    await this.#uploaded([file]);
  }

  #transferOf({ name, mimeType, buffer }: FileToAttach) {
    return this.page.evaluateHandle(
      ({ base64, ...about }) => {
        const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
        const data = new DataTransfer();
        data.items.add(new File([bytes], about.name, { type: about.mimeType }));
        return data;
      },
      { name, mimeType, base64: buffer.toString('base64') },
    );
  }

  async #uploaded(files: readonly FileToAttach[]): Promise<void> {
    for (const { name } of files) {
      const chip = this.files.getByRole('listitem').filter({ hasText: name });
      await expect(chip).toBeVisible();
      await expect(chip).not.toContainText(/%|Reading|Waits/);
    }
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
