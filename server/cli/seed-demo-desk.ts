import {
  DEMO_CONTACTS,
  DEMO_DRAFTS,
  DEMO_NOTES,
  DEMO_SCHEDULED,
  DEMO_SNIPPETS,
  DEMO_UNATTENDED,
} from '@/db/seed/demo-desk';
import type { DemoConversation, DemoService } from '@/db/seed/demo-history';
import { DEMO_SUPERVISOR } from '@/db/seed/demo-organization';
import type { VerbContext } from '@/server/context';
import { mentionOf } from '@/server/domain/messages/mentions';
import { contactOf } from '@/server/usecases/contacts/find-contacts';
import { saveContact } from '@/server/usecases/contacts/save-contact';
import { removeParticipant } from '@/server/usecases/conversations/remove-participant';
import { saveDraft } from '@/server/usecases/messages/save-draft';
import { addNote } from '@/server/usecases/notes/add-note';
import { scheduleMessage } from '@/server/usecases/scheduled/schedule-message';
import { saveSnippet } from '@/server/usecases/snippets/save-snippet';
import { findPerson } from '@/server/usecases/users/find-person';
import { readToTheEnd, soonAfter } from './seed-demo-triage';

const DAY = 86_400_000;
/** Of the day, in UTC: in the middle of the demo's morning. */
const SENDING_HOUR = 16;

/** What has been made of the demo so far. */
export interface DemoHouse {
  history: readonly DemoConversation[];
  services: readonly DemoService[];
  /** By e-mail address. */
  userIds: ReadonlyMap<string, string>;
  labelIds: readonly string[];
}

/** What lies on the desks of the demo's people: what they know of customers, have prepared, and told each other. */
export async function seedDemoDesk(ctx: VerbContext, house: DemoHouse): Promise<void> {
  await knowCustomers(ctx, house);
  await writeSnippets(ctx, house);
  await tellColleagues(ctx, house);
  await writeForLater(ctx, house);
  await leaveOne(ctx, house);
}

/** The verb's surroundings as this person had them at `now`. */
export async function asPerson(ctx: VerbContext, email: string, now: Date = ctx.now): Promise<VerbContext> {
  return { ...ctx, now, actor: await findPerson(ctx, email) };
}

async function knowCustomers(ctx: VerbContext, { history, labelIds }: DemoHouse): Promise<void> {
  for (const { conversation, notes, fields, labels } of DEMO_CONTACTS) {
    const { customer, service } = at(history, conversation);
    const known = await contactOf(ctx, { customer });
    if (!known) continue;
    await saveContact(ctx, {
      id: known.id,
      version: known.version,
      name: known.name,
      numbers: [{ customer, label: 'mobile' }],
      country: service.country,
      notes,
      fields: { ...fields },
      labelIds: labels.flatMap((place) => labelIds[place] ?? []),
    });
  }
}

async function writeSnippets(ctx: VerbContext, { services }: DemoHouse): Promise<void> {
  for (const { owner, service, ...snippet } of DEMO_SNIPPETS) {
    const writer = await asPerson(ctx, owner ?? DEMO_SUPERVISOR);
    const serviceId = services.find(({ name }) => name === service)?.serviceId ?? null;
    const scope = owner ? 'personal' : serviceId ? 'service' : 'organization';
    await saveSnippet(writer, { id: ctx.newId(), version: 0, scope, serviceId, ...snippet });
  }
}

async function tellColleagues(ctx: VerbContext, { history, userIds }: DemoHouse): Promise<void> {
  for (const { conversation: place, author, named, say } of DEMO_NOTES) {
    const conversation = at(history, place);
    const text = say(mentionOf(userIds.get(named) ?? ''));
    const writer = await asPerson(ctx, author, soonAfter(ctx, conversation));
    await addNote(writer, { id: ctx.newId(), conversationId: conversation.id, text });
    await readToTheEnd(ctx, conversation);
  }
}

async function writeForLater(ctx: VerbContext, { history }: DemoHouse): Promise<void> {
  for (const { conversation, author, inDays, cancelOnReply, text } of DEMO_SCHEDULED) {
    const day = new Date(ctx.now.getTime() + inDays * DAY);
    const dueAt = new Date(day.setUTCHours(SENDING_HOUR, 0, 0, 0)).toISOString();
    const conversationId = at(history, conversation).id;
    const writer = await asPerson(ctx, author);
    await scheduleMessage(writer, { id: ctx.newId(), conversationId, text, dueAt, cancelOnReply });
  }
  for (const { conversation, author, text } of DEMO_DRAFTS) {
    const conversationId = at(history, conversation).id;
    await saveDraft(await asPerson(ctx, author), { conversationId, text, revision: 0 });
  }
}

async function leaveOne(ctx: VerbContext, { history, userIds }: DemoHouse): Promise<void> {
  const left = at(history, DEMO_UNATTENDED);
  for (const [email, userId] of userIds) {
    if (!left.service.memberIds.includes(userId)) continue;
    const leaver = await asPerson(ctx, email, soonAfter(ctx, left));
    await removeParticipant(leaver, { conversationId: left.id, userId });
  }
}

function at(history: readonly DemoConversation[], place: number): DemoConversation {
  const found = history[place];
  if (!found) throw new Error(`the demo has no conversation ${place}`);
  return found;
}
