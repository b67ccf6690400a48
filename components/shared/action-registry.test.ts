import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ActionRegistry } from './action-registry';

let dialogs = 0;
let ran: string[];
let registry: ActionRegistry;

/** A key on its way down and up again; what hears it in between may close a dialog. */
function press(key: string, heard?: () => void) {
  const event = Object.assign(new Event('keydown', { cancelable: true }), {
    key,
    code: '',
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    isComposing: false,
  }) as KeyboardEvent;
  registry.onKeyCapture(event);
  heard?.();
  registry.onKeyDown(event);
}

beforeEach(() => {
  dialogs = 0;
  ran = [];
  // The one question that the registry asks of a page.
  vi.stubGlobal('document', { querySelector: () => (dialogs > 0 ? {} : null) });
  vi.stubGlobal('HTMLElement', class {});
  vi.stubGlobal('Element', class {});
  registry = new ActionRegistry((reason) => ran.push(`refused: ${reason}`));
  const action = { group: 'list', label: 'Close', whileTyping: false } as const;
  registry.add({ ...action, id: 'close', keys: 'escape', run: () => ran.push('closed') });
  registry.add({
    ...action,
    id: 'not.now',
    keys: 'e',
    disabledReason: 'Not yet.',
    run: () => ran.push('done'),
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('a key', () => {
  it('runs its action, or says why it cannot', () => {
    press('Escape');
    press('e');
    expect(ran).toEqual(['closed', 'refused: Not yet.']);
  });

  it('that closes a dialog does nothing else, however early the dialog is gone', () => {
    dialogs = 1;
    press('Escape', () => {
      dialogs = 0;
    });
    expect(ran).toEqual([]);
    press('Escape');
    expect(ran).toEqual(['closed']);
  });
});
