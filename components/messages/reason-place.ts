import type { ReasonCode } from '@/server/domain/sending/sentences';

/** Where a reason lies: in what was written, which can be mended in the text box; or in what no text can change. */
const PLACES: Readonly<Record<ReasonCode, 'written' | 'given'>> = {
  empty: 'written',
  too_long: 'written',
  bad_characters: 'written',
  unresolved_variable: 'written',
  files_in_direct_chat: 'written',
  files_from_other_country: 'written',
  files_in_other_region: 'written',
  text_file_too_long: 'written',
  no_file_fits: 'written',
  user_inactive: 'given',
  licence_too_low: 'given',
  region_unsupported: 'given',
  version_too_low: 'given',
  number_inactive: 'given',
  conversation_retired: 'given',
  connection_paused: 'given',
  toll_free_unverified: 'given',
  not_replyable: 'given',
  opted_out: 'given',
  blocked: 'given',
};

/** Whether the reason stands in place of the text box, since nothing that is written there would help. */
export function closesTextBox({ code }: { code: ReasonCode }): boolean {
  return PLACES[code] === 'given';
}
