import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { evaluateSend, type SendFacts } from '@/server/domain/sending/evaluate-send';
import type { Reason } from '@/server/domain/sending/say';
import { REASONS } from '@/server/domain/sending/sentences';
import { FINE } from '@/server/domain/sending/testing/sample-facts';
import { closesTextBox } from './reason-place';
import { SendBlocked } from './send-blocked';

const { number, organization, conversation } = FINE;
const file = (change: object) => ({
  id: 'a',
  name: 'a.pdf',
  contentType: 'application/pdf',
  bytes: 10,
  text: null,
  ...change,
});

/** What brings each reason about. A reason that is new has to be added here, or this does not compile. */
const CAUSES: Record<Reason['code'], Partial<SendFacts>> = {
  user_inactive: { sender: { licence: 'business', active: false } },
  licence_too_low: { sender: { licence: 'basic', active: true } },
  region_unsupported: { organization: { ...organization, region: 'DE' } },
  version_too_low: { organization: { ...organization, platformVersion: '6.04.20231019.9' } },
  number_inactive: { number: { ...number, status: 'removed' } },
  connection_paused: { number: { ...number, connectionStatus: 'paused' } },
  toll_free_unverified: { number: { ...number, kind: 'toll_free' } },
  conversation_retired: { conversation: { ...conversation, retired: true } },
  not_replyable: { conversation: { ...conversation, replyable: false } },
  opted_out: { conversation: { ...conversation, optedOut: true } },
  blocked: { conversation: { ...conversation, blocked: true } },
  bad_characters: { text: 'a\u0000b' },
  empty: { text: ' ' },
  too_long: { text: 'a'.repeat(671) },
  unresolved_variable: { text: 'Hi {{contact.name}}' },
  files_in_direct_chat: { files: [file({})], conversation: { ...conversation, kind: 'direct' } },
  files_from_other_country: { files: [file({})], number: { ...number, country: 'GB' } },
  files_in_other_region: { files: [file({})], organization: { ...organization, region: 'GB' } },
  no_file_fits: { text: '', files: [file({ bytes: 4_000_000 })] },
  text_file_too_long: {
    files: [file({ name: 'a.txt', contentType: 'text/plain', text: 'a'.repeat(200_000) })],
  },
};
const WHO = {
  admin: /An admin can/,
  customer: /^They can/,
  agent: /^[A-Z][a-z]+ /,
  supervisor: /A supervisor can/,
};

it.each(
  Object.keys(CAUSES) as Reason['code'][],
)('on the screen %s says what is the matter, who can change it and where', (code) => {
  const [reason] = evaluateSend({ ...FINE, ...CAUSES[code] }).reasons;
  expect(reason?.code).toBe(code);
  if (!reason) return;
  const shown = textOf(reason);
  expect(shown).toContain(reason.message);
  expect(shown).toContain(reason.fix.where);
  expect(shown).not.toMatch(/[{}]|undefined/);
  expect(reason.fix.where).toMatch(WHO[reason.fix.who]);
});

it('keeps the text box exactly where another text or other files would go', () => {
  for (const code of Object.keys(REASONS) as Reason['code'][]) {
    const { text, files, ...given } = { ...FINE, ...CAUSES[code] };
    expect([code, closesTextBox({ code })]).toEqual([
      code,
      !evaluateSend({ ...given, text: FINE.text, files: [] }).allowed,
    ]);
  }
});

/** The words of what stands in place of the text box. */
function textOf(reason: Reason): string {
  return renderToStaticMarkup(createElement(SendBlocked, { reason }))
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"');
}
