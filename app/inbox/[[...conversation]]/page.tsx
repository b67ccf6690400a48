import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import { redirect } from 'next/navigation';
import { CallWatch } from '@/components/calls/call-watch';
import { ConversationList } from '@/components/conversations/conversation-list';
import { Rail } from '@/components/conversations/rail';
import { DirectActions } from '@/components/direct/direct-actions';
import { ConnectionChip } from '@/components/live/connection-chip';
import { LiveProvider } from '@/components/live/live-provider';
import { ContextPanel } from '@/components/messages/context-panel';
import { ThreadPane } from '@/components/messages/thread-pane';
import { Notifier } from '@/components/notifications/notifier';
import { BlockedOpener } from '@/components/opt-outs/blocked-opener';
import { ApplicationActions } from '@/components/palette/application-actions';
import { InboxSources } from '@/components/palette/inbox-sources';
import { NavigationActions } from '@/components/palette/navigation-actions';
import { PaletteField } from '@/components/palette/palette-field';
import { SearchPane } from '@/components/search/search-pane';
import { SettingsOpener } from '@/components/settings/settings-opener';
import { type AddressParts, placeFromParts, placeHref } from '@/components/shared/inbox-address';
import { InboxFrame } from '@/components/shared/inbox-frame';
import { prefetchInbox } from '@/components/shared/prefetch-inbox';
import { SessionProvider } from '@/components/shared/session';
import { SnippetManager } from '@/components/snippets/snippet-manager';
import { serverCaller } from '@/server/trpc/server-caller';

export default async function InboxPage(props: {
  params: Promise<AddressParts>;
  searchParams: Promise<AddressParts>;
}) {
  const place = placeFromParts(await props.params, await props.searchParams);
  const caller = await serverCaller();
  if (!caller) redirect(`/login?next=${encodeURIComponent(placeHref(place))}`);
  return (
    <HydrationBoundary state={dehydrate(await prefetchInbox(caller, place))}>
      <SessionProvider>
        <LiveProvider>
          <ApplicationActions />
          <NavigationActions />
          <InboxSources />
          <SnippetManager />
          <SettingsOpener />
          <BlockedOpener />
          <DirectActions />
          <Notifier />
          <InboxFrame
            above={<CallWatch />}
            rail={<Rail connection={<ConnectionChip />} search={<PaletteField />} />}
            list={<ConversationList connection={<ConnectionChip />} results={<SearchPane />} />}
            thread={<ThreadPane />}
            context={<ContextPanel />}
          />
        </LiveProvider>
      </SessionProvider>
    </HydrationBoundary>
  );
}
