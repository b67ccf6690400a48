import { expect } from 'vitest';
import type { TestUser } from '@/db/testing/test-organization';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import { comparePlaces, matchesTab, sortKey } from '@/server/domain/conversations/matches-view';
import { LIST_TABS, type ListTab } from '@/server/domain/conversations/views';
import { applyToConversation, applyToMessages } from '@/server/domain/events/apply-event';
import type { LiveEvent } from '@/server/domain/events/event';
import type { MessageView } from '@/server/domain/messages/message';
import type { ScheduledView } from '@/server/domain/scheduled/scheduled';
import { readEvents, readPosition } from '@/server/events/read-events';
import { mayHear, readAccess } from '@/server/events/reader-access';
import { getConversation } from '../conversations/get-conversation';
import { listConversations } from '../conversations/list-conversations';
import { listMessages } from '../messages/list-messages';
import { type Draft, getDraft } from '../messages/save-draft';
import { listScheduled } from '../scheduled/cancel-scheduled';
import type { House } from './house';

/** Everything that one reader's browser may hold: the list, and each thread with what stands beside it. */
interface Screen {
  rows: ConversationView[];
  threads: Record<
    string,
    { messages: readonly MessageView[]; participantIds: string[]; draft: Draft; scheduled: ScheduledView[] }
  >;
}

/**
 * Runs something and checks, for each reader, that their screen patched with the news of it is the screen
 * they would fetch anew: nothing changes that nobody is told of. A conversation that a screen does not
 * hold yet is fetched when news names it, as the browser does. (The idea: Zulip's verify_action.)
 */
export async function expectEventsToTellAll<T>(
  home: House,
  readers: readonly TestUser[],
  verb: () => Promise<T>,
): Promise<T> {
  const before = await Promise.all(readers.map((reader) => fetchScreen(home, reader)));
  const { lastSeq } = await inHouse(home, (tx, id) => readPosition(tx, id));
  const result = await verb();
  for (const [i, reader] of readers.entries()) {
    const fetched = await fetchScreen(home, reader);
    const patched = structuredClone(before[i] ?? { rows: [], threads: {} });
    for (const event of await newsFor(home, reader, lastSeq)) patch(patched, event, fetched);
    patched.rows = shownIn(patched.rows, 'latest');
    expect(patched).toEqual(fetched);
    for (const tab of LIST_TABS) {
      const ids = shownIn(patched.rows, tab).map(({ id }) => id);
      expect(ids, `the tab ${tab}`).toEqual(await fetchTab(home, reader, tab));
    }
  }
  return result;
}

/** What a browser shows of its rows in a tab, in its order. */
function shownIn(rows: ConversationView[], tab: ListTab): ConversationView[] {
  return rows
    .filter((row) => matchesTab(row, tab))
    .toSorted((a, b) => comparePlaces(sortKey(a, tab), sortKey(b, tab), tab));
}

async function fetchTab(home: House, reader: TestUser, tab: ListTab): Promise<string[]> {
  const page = await home.as(reader, (ctx) => listConversations(ctx, { view: 'all', tab, limit: 100 }));
  return page.items.map(({ id }) => id);
}

async function fetchScreen(home: House, reader: TestUser): Promise<Screen> {
  return home.as(reader, async (ctx) => {
    const { items: rows, nextCursor } = await listConversations(ctx, { view: 'all', limit: 100 });
    expect(nextCursor, 'more conversations than this test looks at').toBeNull();
    const threads: Screen['threads'] = {};
    for (const { id } of rows) {
      const { participantIds } = await getConversation(ctx, { conversationId: id });
      const { items: messages } = await listMessages(ctx, { conversationId: id, limit: 100 });
      threads[id] = {
        messages,
        participantIds,
        draft: await getDraft(ctx, { conversationId: id }),
        scheduled: await listScheduled(ctx, { conversationId: id }),
      };
    }
    return { rows, threads };
  });
}

async function newsFor(home: House, reader: TestUser, after: number): Promise<LiveEvent[]> {
  const stored = await inHouse(home, (tx, id) => readEvents(tx, id, after));
  const access = await inHouse(home, (tx, id) => readAccess(tx, id, reader.id));
  return stored
    .filter((event) => access && mayHear(access, event))
    .map(({ payload }) => JSON.parse(payload) as LiveEvent);
}

function patch(screen: Screen, event: LiveEvent, fetched: Screen): void {
  if (event.kind === 'access.changed') {
    Object.assign(screen, structuredClone(fetched)); // asks everything again, as the browser does
    return;
  }
  if ('conversation' in event && !screen.threads[event.conversation.id]) {
    const { id } = event.conversation;
    screen.rows.push(...fetched.rows.filter((row) => row.id === id));
    const thread = fetched.threads[id];
    if (thread) screen.threads[id] = thread;
    return;
  }
  screen.rows = screen.rows.map((row) => applyToConversation(row, event));
  for (const [id, thread] of Object.entries(screen.threads)) {
    thread.messages = applyToMessages(thread.messages, event, id);
    if (event.kind === 'participants.changed' && event.conversationId === id) {
      thread.participantIds = event.participantIds;
    }
    if (event.kind === 'scheduled.changed' && event.conversationId === id) {
      thread.scheduled = event.scheduled;
    }
    if (event.kind === 'draft.saved' && event.conversationId === id) {
      thread.draft = { text: event.text, revision: event.revision };
    }
  }
}

function inHouse<T>(
  { database, organization }: House,
  read: (tx: Parameters<typeof readPosition>[0], organizationId: number) => Promise<T>,
): Promise<T> {
  return database.withOrganization(organization.id, (tx) => read(tx, organization.id));
}
