import type { SendFacts } from '../evaluate-send';

/** A text that nothing speaks against. */
export const FINE: SendFacts = {
  text: 'On our way.',
  sender: { licence: 'business', active: true },
  organization: { region: 'US', platformVersion: '6.05.20240501.1' },
  number: {
    e164: '+14155550100',
    country: 'US',
    kind: 'local',
    status: 'active',
    connectionStatus: 'active',
    tollFreeVerified: false,
    textLimit: 4_500,
    carrier: 'simulator',
  },
  conversation: {
    kind: 'service',
    customer: '+14155550188',
    replyable: true,
    optedOut: false,
    blocked: false,
    retired: false,
  },
};
