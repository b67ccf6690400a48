'use client';

import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import { countSegments } from '@/server/domain/messages/segments';
import { fuzzyScore } from '@/server/domain/search/fuzzy';
import type { Snippet } from '@/server/domain/snippets/snippet';
import { useRunAction } from '../shared/actions';
import { useApiClient } from '../shared/api';
import { snippetsKey } from '../shared/query-keys';
import { type MenuKeys, Suggestions } from './suggestions';
import { useFill } from './use-fill';

interface SnippetMenuProps {
  conversation: ConversationView;
  query: string;
  /** Nothing else stands in the text: what answers to nothing was surely meant as a snippet. */
  alone: boolean;
  keys: MenuKeys;
  onPick: (text: string) => void;
  onClose: () => void;
}

/** Snippets that answer to what was typed, each as it would be sent here, with what it costs. */
export function SnippetMenu({ conversation, query, alone, keys, onPick, onClose }: SnippetMenuProps) {
  const t = useTranslations('messages.snippets');
  const client = useApiClient();
  const run = useRunAction();
  const { data } = useQuery({ queryKey: snippetsKey, queryFn: () => client.snippets.list.query() });
  const fill = useFill(conversation);
  const found = useMemo(() => ranked(query, data ?? [], conversation.serviceId), [query, data, conversation]);
  const empty =
    data && data.length === 0 ? t('empty') : (query === '' || alone) && data ? t('none') : undefined;
  return (
    <Suggestions
      label={t('menu')}
      items={found.map(({ id, name, shortcut, text }) => ({
        id,
        label: name,
        hint: shortcut ? `/${shortcut}` : text,
      }))}
      keys={keys}
      onPick={(id) => {
        const snippet = found.find((one) => one.id === id);
        if (snippet) onPick(fill(snippet.text).text);
      }}
      onClose={onClose}
      {...(empty ? { empty } : {})}
      preview={(id) => {
        const filled = fill(found.find((one) => one.id === id)?.text ?? '');
        return (
          <>
            {filled.text}
            <small>
              {t('segments', { count: countSegments(filled.text).segments })}
              {filled.unresolved.length > 0 &&
                ` · ${t('unresolved', { names: filled.unresolved.join(', ') })}`}
            </small>
          </>
        );
      }}
      footer={
        <Button
          size="compact-xs"
          variant="subtle"
          color="ink"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            onClose();
            run('snippets.manage');
          }}
        >
          {t('manage')}
        </Button>
      }
    />
  );
}

/** At most so many are shown; who wants another types on. */
const SHOWN = 30;

/** The best first: a shortcut that begins so, then names. Another Service's snippets are left out. */
function ranked(query: string, snippets: readonly Snippet[], serviceId: string | null): Snippet[] {
  return snippets
    .filter((snippet) => snippet.serviceId === null || snippet.serviceId === serviceId)
    .flatMap((snippet) => {
      const byShortcut = snippet.shortcut?.startsWith(query.toLowerCase()) ? 1000 : null;
      const score = byShortcut ?? fuzzyScore(query, snippet.name);
      return score === null ? [] : [{ snippet, score }];
    })
    .toSorted((a, b) => b.score - a.score)
    .slice(0, SHOWN)
    .map(({ snippet }) => snippet);
}
