export const search = {
  for: 'Results for “{q}”',
  leave: 'Leave the results',
  conversations: 'Conversations',
  messages: 'Messages',
  searching: 'Searching',
  none: 'Nothing holds “{q}”. Try fewer letters, or another word.',
  failed: 'The search did not answer.',
  retry: 'Try again',
  more: 'Show older ones',
  fromUs: 'We:',
  note: 'Note:',
};
