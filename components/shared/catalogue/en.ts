import { calls } from './en/calls';
import { contacts } from './en/contacts';
import { conversations } from './en/conversations';
import { direct } from './en/direct';
import { files } from './en/files';
import { frame } from './en/frame';
import { live } from './en/live';
import { messages } from './en/messages';
import { palette } from './en/palette';
import { search } from './en/search';
import type { settings } from './en/settings';
import { signIn } from './en/sign-in';
import { simulator } from './en/simulator';
import { snippets } from './en/snippets';

/** Every word on our screens, by feature. Sentences about sending come from server/domain/sending. */
export const en = {
  calls,
  contacts,
  conversations,
  direct,
  files,
  frame,
  live,
  messages,
  palette,
  search,
  signIn,
  simulator,
  snippets,
};

/** With the words that come later (settings-words.tsx). */
export type Catalogue = typeof en & { settings: typeof settings };
