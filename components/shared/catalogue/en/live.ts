export const live = {
  live: 'Live',
  liveHint: 'New messages appear by themselves.',
  reconnecting: 'Reconnecting',
  reconnectingIn: 'Reconnecting in {seconds} s',
  reconnectingHint: 'What you see may be a little old. Nothing is lost.',
  offline: 'Offline',
  offlineHint: 'No connection. What you write is kept on this device.',
};
