import { DEMO_OFFICE } from './demo-organization';

const ANNA = 'anna@demo.example';
const JONAS = 'jonas@demo.example';
const BEN = 'ben@demo.example';
const EVA = 'eva@demo.example';

const nineTo = (hour: number) => [{ from: 9 * 60, to: hour * 60 }];

/** When Sales is open. It says nothing when it is closed: whoever tries the demo at night gets no answer in between. */
export const DEMO_HOURS = {
  service: 'Sales',
  hours: {
    timeZone: 'America/New_York',
    week: [nineTo(18), nineTo(18), nineTo(18), nineTo(20), nineTo(18), nineTo(14), []],
    closedDates: ['2026-12-25', '2027-01-01'],
  },
};

/** Customers of whom more is known than a name; `conversation` is their place in the demo's history, 0 = the newest. */
export const DEMO_CONTACTS = [
  {
    conversation: 1,
    notes: 'Ring twice, she comes down. The dog is friendly.',
    fields: { Address: '18 Harbor Street', Model: 'WX-4410' },
    labels: [2],
  },
  {
    conversation: 2,
    notes: 'Collects with her own van. Measures everything twice.',
    fields: { Address: '7 Larch Avenue', 'Order number': '2026-3381' },
    labels: [],
  },
  {
    conversation: 8,
    notes: 'Looks after all eight flats of the house.',
    fields: { Address: 'Elm Street 12', Model: 'several' },
    labels: [2],
  },
  {
    conversation: 12,
    notes: '',
    fields: { Address: '330 Mill Road', Model: 'DW-220' },
    labels: [0],
  },
  {
    conversation: 22,
    notes: 'Bakery: never before 11, the ovens are on.',
    fields: { Address: '2 Market Square', 'Order number': '2026-2954' },
    labels: [2],
  },
] as const;

/** `owner`: a personal one; `service`: a Service's; neither: everybody's. */
export const DEMO_SNIPPETS: readonly {
  name: string;
  shortcut: string;
  text: string;
  owner?: string;
  service?: string;
}[] = [
  {
    name: 'On the way',
    shortcut: 'way',
    text: 'Hi {{contact.first_name|there}}, our technician is on the way and rings ten minutes before.',
  },
  {
    name: 'Opening hours',
    shortcut: 'hours',
    text: 'We are open Monday to Friday 9 to 6, Thursday until 8, Saturday 9 to 2.',
  },
  {
    name: 'Where is it?',
    shortcut: 'address',
    text: 'Is {{contact.Address|the address we have}} still right?',
  },
  {
    name: 'Ask for the model',
    shortcut: 'model',
    text: 'Could you send us the model number? It stands on the label inside the door.',
    service: 'Support',
  },
  {
    name: 'Order is here',
    shortcut: 'here',
    text: 'Your order {{contact.Order number}} is at the counter under your name.',
    service: 'Sales',
  },
  {
    name: 'Sign off',
    shortcut: 'bye',
    text: 'All the best, {{agent.first_name}} from {{service.name}}',
    owner: ANNA,
  },
];

/** Words among colleagues. `say` is given how somebody is named. */
export const DEMO_NOTES = [
  {
    conversation: 1,
    author: JONAS,
    named: ANNA,
    say: (name: string) => `${name} you know the house: which floor was it?`,
  },
  {
    conversation: 18,
    author: EVA,
    named: BEN,
    say: (name: string) => `${name} this is a landline. Please call instead.`,
  },
];

/** Each goes out at eleven in New York, or at noon in summer. */
export const DEMO_SCHEDULED = [
  {
    conversation: 8,
    author: ANNA,
    inDays: 1,
    cancelOnReply: false,
    text: 'Good morning! Just to remind you of our visit.',
  },
  {
    conversation: 2,
    author: BEN,
    inDays: 3,
    cancelOnReply: true,
    text: 'Are you happy with it? If anything is missing, just answer here.',
  },
];

export const DEMO_DRAFTS = [
  { conversation: 12, author: ANNA, text: 'By the way, your spare part should be here on ' },
];

/** Everybody has left this one while its customer waits. */
export const DEMO_UNATTENDED = 23;

/** Texts to the office number by customers of the history; `answer` is given by its `author`. */
export const DEMO_DIRECT = [
  {
    conversation: 11,
    minutesAgo: 190,
    text: 'Hi, I got this number from your van. Is it yours, too?',
    answer: null,
  },
  {
    conversation: 15,
    minutesAgo: 95,
    text: 'Could you send me the invoice once more, please?',
    answer: null,
  },
  {
    conversation: 20,
    minutesAgo: 34,
    text: 'Are you the one who fitted my oven? The light stays on.',
    answer: { author: ANNA, text: 'That was Jonas. I ask him, he is here at noon.' },
  },
];

/** Whoever asks for money matters on the office number is heard by Billing. */
export const DEMO_RULE = {
  name: 'Money matters go to Billing',
  number: DEMO_OFFICE.number,
  keywords: ['invoice', 'refund', 'payment'],
  service: 'Billing',
};

/** Somebody whom nobody wants to hear. The area code is none of the other customers’. */
export const DEMO_SPAM = {
  from: '+18085550147',
  service: 'Support',
  hoursAgo: 26,
  text: 'You have been chosen!! Claim your free cruise today: bit.ly/cruise-4u',
  blockedBy: ANNA,
};
