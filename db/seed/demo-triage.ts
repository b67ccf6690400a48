/** The demo organization's labels, in the order in which DEMO_TRIAGE names them. */
export const DEMO_LABELS = [
  { name: 'Warranty', color: 'teal' },
  { name: 'Spare part', color: 'violet' },
  { name: 'Regular', color: 'blue' },
  { name: 'Complaint', color: 'orange' },
] as const;

export interface DemoTriageStep {
  /** Place in the demo's history; 0 is the newest conversation. */
  conversation: number;
  /** Places in DEMO_LABELS. */
  labels?: readonly number[];
  title?: string;
  state?: 'done' | 'snoozed';
  /** From the moment of seeding; none = until the customer writes. */
  snoozedHours?: number;
}

const every = (from: number, to: number, step: number): number[] =>
  Array.from({ length: Math.ceil((to - from) / step) }, (_, i) => from + i * step);

/** What people do in a week: a few labels and names, some put off, most of what is old is done. */
export const DEMO_TRIAGE: readonly DemoTriageStep[] = [
  { conversation: 0, labels: [0] },
  { conversation: 2, labels: [1, 2] },
  { conversation: 5, labels: [3] },
  { conversation: 8, title: 'Elm Street 12, whole house' },
  { conversation: 10, labels: [2] },
  { conversation: 13, state: 'snoozed', snoozedHours: 18 },
  { conversation: 16, state: 'snoozed' },
  { conversation: 19, labels: [1], state: 'snoozed', snoozedHours: 90 },
  { conversation: 22, title: 'Bakery on the corner', labels: [2] },
  { conversation: 27, labels: [0, 3] },
  ...every(44, 320, 6).map((conversation) => ({ conversation, state: 'done' as const })),
  ...every(47, 320, 18).map((conversation, i) => ({ conversation, labels: [i % DEMO_LABELS.length] })),
];
