import type { QueryClient } from '@tanstack/react-query';
import { applyCall, type CallView } from '@/server/domain/calls/call';
import type { LiveEvent } from '@/server/domain/events/event';
import {
  callsKey,
  contactKey,
  draftKey,
  preferencesKey,
  scheduledKey,
  sessionKey,
  snippetsKey,
} from '../shared/query-keys';
import type { PatchedCaches } from './patch-caches';
import { conversationOf } from './patch-pages';

/** Brings one piece of news into every cache that shows something of it. */
export function applyNews(queries: QueryClient, patched: PatchedCaches, event: LiveEvent): void {
  switch (event.kind) {
    case 'settings.changed':
      void queries.invalidateQueries({ queryKey: sessionKey });
      return;
    case 'access.changed':
      void queries.invalidateQueries({ queryKey: sessionKey });
      void queries.invalidateQueries({ queryKey: ['conversations'] });
      void queries.invalidateQueries({ queryKey: ['messages'] });
      return;
    case 'notice':
      return;
    case 'snippets.changed':
      void queries.invalidateQueries({ queryKey: snippetsKey });
      return;
    case 'preferences.changed':
      // What is being saved here is newer.
      if (queries.isMutating({ mutationKey: preferencesKey }) === 0) {
        queries.setQueryData(preferencesKey, event.preferences);
      }
      return;
    case 'call.changed':
      // Not there yet: what is on its way may be older than this.
      if (!queries.getQueryData(callsKey)) void queries.invalidateQueries({ queryKey: callsKey });
      queries.setQueryData<CallView[]>(callsKey, (calls) => calls && applyCall(calls, event.call));
      return;
    case 'simulator.changed':
      void queries.invalidateQueries({ queryKey: ['simulator'] });
      return;
    case 'draft.saved':
      queries.setQueryData<{ text: string; revision: number }>(draftKey(event.conversationId), (draft) =>
        draft && draft.revision < event.revision ? { text: event.text, revision: event.revision } : draft,
      );
      break;
    case 'scheduled.changed':
      queries.setQueryData(scheduledKey(event.conversationId), event.scheduled);
      break;
  }
  patched.patch(event);
  const conversation = conversationOf(event);
  if (conversation && event.kind === 'conversation.changed') {
    void queries.invalidateQueries({ queryKey: contactKey(conversation.customer) });
  }
}
