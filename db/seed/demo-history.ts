import { en, Faker } from '@faker-js/faker';
import type { Encoding } from '@/server/domain/messages/message';
import { previewOf } from '@/server/domain/messages/preview';
import { countSegments } from '@/server/domain/messages/segments';
import { isFailure, type MessageStatus } from '@/server/domain/messages/status';
import { APPLIANCES, DAYS, DIALOGUES, TIMES } from './demo-dialogues';

/** A Service of the demo as the history needs it: its number and who answers. */
export interface DemoService {
  name: keyof typeof DIALOGUES;
  serviceId: string;
  numberId: string;
  /** E.164. */
  number: string;
  connectionId: string;
  /** Where its customers' numbers are. */
  country: 'US' | 'GB';
  /** Its members who may text. */
  memberIds: string[];
}

export interface DemoMessage {
  id: string;
  seq: number;
  direction: 'in' | 'out';
  body: string;
  status: MessageStatus;
  fault: string | null;
  /** Somebody has dealt with the failure. */
  settled: boolean;
  segments: number;
  encoding: Encoding;
  authorId: string | null;
  createdAt: Date;
}

export interface DemoConversation {
  id: string;
  service: DemoService;
  customer: string;
  customerName: string | null;
  assigneeId: string | null;
  optedOutAt: Date | null;
  messages: DemoMessage[];
}

/** Always the same people and texts; only the times move with the day of seeding. */
const SEED = 20_261_123;
const DAYS_BACK = 90;
const CONVERSATIONS = 320;
/** In each of them 555-0100 to 555-0199 is nobody's number. */
const US_AREAS = ['206', '212', '305', '312', '404', '415', '503', '512', '617', '720'] as const;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** So many conversations are of the last days: answers may be missing and failures open. */
const BUSY = 36;

/** Three months of believable texting that ends at `now`. Pure: the same input gives the same history. */
export function demoHistory(services: readonly DemoService[], now: Date): DemoConversation[] {
  const faker = new Faker({ locale: [en] });
  faker.seed(SEED);
  faker.setDefaultRefDate(now);
  const used = new Set<string>();
  return Array.from({ length: CONVERSATIONS }, (_, index) => {
    const service = faker.helpers.weightedArrayElement(
      services.map((value, i) => ({ value, weight: services.length - i })),
    );
    return conversation(faker, service, now, index, used);
  });
}

function conversation(
  faker: Faker,
  service: DemoService,
  now: Date,
  index: number,
  used: Set<string>,
): DemoConversation {
  const first = faker.person.firstName();
  const name = `${first} ${faker.person.lastName()}`;
  // The first few talked today, the rest less and less recently: what a list looks like in use.
  const lastAt =
    now.getTime() - (index < 12 ? (index + 1) * 9 * MINUTE : DAYS_BACK * DAY * (index / CONVERSATIONS) ** 2);
  const dialogues = faker.helpers.arrayElements(
    DIALOGUES[service.name],
    faker.number.int({ min: 1, max: 4 }),
  );
  const lines = dialogues.flatMap((dialogue) => fill(faker, dialogue, first));
  // What is not of today has been answered: nobody leaves three hundred customers waiting.
  const kept = index < BUSY ? lines : lines.slice(0, lines.findLastIndex((line) => line.startsWith('>')) + 1);
  const assigneeId = faker.datatype.boolean(0.7) ? faker.helpers.arrayElement(service.memberIds) : null;
  const optedOut = index % 29 === 7;
  if (optedOut) kept.push('< STOP');
  const times = spread(faker, kept.length, lastAt, dialogues.length);
  return {
    id: idOf(faker, times[0] ?? lastAt),
    service,
    customer: customerNumber(faker, service, used),
    customerName: faker.datatype.boolean(0.82) ? name : null,
    assigneeId,
    optedOutAt: optedOut ? new Date(lastAt) : null,
    messages: kept.map((line, i) => {
      const sent = message(faker, line, i, kept.length, times[i] ?? lastAt, service, assigneeId);
      return { ...sent, settled: index >= BUSY && isFailure(sent.status) };
    }),
  };
}

function message(
  faker: Faker,
  line: string,
  index: number,
  count: number,
  at: number,
  service: DemoService,
  assigneeId: string | null,
): Omit<DemoMessage, 'settled'> {
  const direction = line.startsWith('<') ? 'in' : 'out';
  const body = line.slice(2);
  const { segments, encoding } = countSegments(body);
  const authorId = direction === 'out' ? (assigneeId ?? faker.helpers.arrayElement(service.memberIds)) : null;
  return {
    id: idOf(faker, at),
    seq: index + 1,
    direction,
    body,
    segments,
    encoding,
    authorId,
    createdAt: new Date(at),
    ...(direction === 'in' ? { status: 'received', fault: null } : outcome(faker, index === count - 1)),
  };
}

/** A UUIDv7 as it was made at that time (RFC 9562): searches go by it. */
function idOf(faker: Faker, at: number): string {
  const time = at.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${faker.string.uuid().slice(15)}`;
}

/** How texts end in real life: nearly all arrive, a few do not, and some phones never report. */
function outcome(faker: Faker, isLast: boolean): { status: MessageStatus; fault: string | null } {
  return faker.helpers.weightedArrayElement([
    { weight: isLast ? 70 : 93, value: { status: 'delivered' as const, fault: null } },
    { weight: 3, value: { status: 'sent' as const, fault: null } },
    { weight: 1, value: { status: 'submitted' as const, fault: null } },
    { weight: isLast ? 8 : 1, value: { status: 'undelivered' as const, fault: 'unreachable' } },
    { weight: isLast ? 4 : 1, value: { status: 'failed' as const, fault: 'landline' } },
    ...(isLast ? [{ weight: 2, value: { status: 'unknown' as const, fault: null } }] : []),
  ]);
}

function fill(faker: Faker, dialogue: readonly string[], first: string): string[] {
  const values: Record<string, string> = {
    first,
    appliance: faker.helpers.arrayElement(APPLIANCES),
    day: faker.helpers.arrayElement(DAYS),
    time: faker.helpers.arrayElement(TIMES),
    month: faker.date.recent({ days: DAYS_BACK }).toLocaleString('en', { month: 'long', timeZone: 'UTC' }),
    invoice: `2026-${faker.number.int({ min: 1000, max: 9999 })}`,
  };
  return dialogue.map((line) => {
    const text = line.replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? key);
    // A sentence that begins with a filled-in word begins with a capital.
    return text.slice(0, 2) + text.charAt(2).toUpperCase() + text.slice(3);
  });
}

/** Times of `count` messages ending at `end`: minutes apart within an exchange, days between exchanges. */
function spread(faker: Faker, count: number, end: number, exchanges: number): number[] {
  const times: number[] = [];
  let at = end;
  for (let i = count - 1; i >= 0; i -= 1) {
    times[i] = Math.floor(at);
    const pause = exchanges > 1 && i > 0 && i % 4 === 0 ? faker.number.int({ min: 1, max: 12 }) * DAY : 0;
    at -= pause + faker.number.int({ min: 1, max: 25 }) * MINUTE;
  }
  return times;
}

function customerNumber(faker: Faker, service: DemoService, used: Set<string>): string {
  for (;;) {
    const number =
      service.country === 'US'
        ? `+1${faker.helpers.arrayElement(US_AREAS)}55501${faker.string.numeric(2)}`
        : `+447400123${faker.string.numeric(3)}`;
    if (!used.has(number)) {
      used.add(number);
      return number;
    }
  }
}

/** The text that a list row shows for a conversation. */
export function lastPreview(conversation: DemoConversation): string {
  return previewOf(conversation.messages.at(-1)?.body ?? '');
}
