'use client';

import { useTranslations } from 'use-intl';
import type { MessageView } from '@/server/domain/messages/message';
import { useAction } from '../shared/actions';
import { readApiError } from '../shared/api-error';
import { showToast } from '../shared/toast';
import { useLatestFailed } from './use-latest-failed';
import { useRetry } from './use-retry';

/** The key that sends the newest failed message again. */
export function RetryAction({ conversationId }: { conversationId: string }) {
  const failed = useLatestFailed(conversationId);
  return failed ? <Retry key={failed.id} failed={failed} /> : <NothingToRetry />;
}

const ACTION = { id: 'composer.retry', group: 'composer', keys: '.' } as const;

function Retry({ failed }: { failed: MessageView }) {
  const t = useTranslations('messages.composer');
  const { mutate, isPending } = useRetry(failed);
  const onError = (error: unknown) => void showToast({ fault: true, message: readApiError(error).message });
  useAction({
    ...ACTION,
    label: t('retryFailed'),
    run: () => {
      if (!isPending) mutate(undefined, { onError });
    },
  });
  return null;
}

function NothingToRetry() {
  const t = useTranslations('messages.composer');
  useAction({
    ...ACTION,
    label: t('retryFailed'),
    disabledReason: t('nothingFailed'),
    run: () => undefined,
  });
  return null;
}
