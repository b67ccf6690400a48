export const frame = {
  product: 'Waggle',
  tagline: 'A shared inbox for text messages',
  wrong: 'Something went wrong on this page.',
  wrongHint: 'Nothing is lost. Try again; if it stays like this, tell an admin.',
  again: 'Try again',
  close: 'Close',
  undo: 'Undo',
  undoLast: 'Take the last step back',
  notFound: 'There is nothing at this address.',
  toInbox: 'Go to the inbox',
};
