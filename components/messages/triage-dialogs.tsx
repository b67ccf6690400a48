'use client';

import { useTranslations } from 'use-intl';
import type { ConversationDetail } from '@/server/domain/conversations/conversation';
import type { Triage } from '../shared/use-triage';
import { AddPeople } from './add-people';
import { ConfirmDialog } from './confirm-dialog';
import { LabelDialog } from './label-dialog';

export type TriageDialog = 'people' | 'labels' | 'block';

interface TriageDialogsProps {
  shown: TriageDialog;
  conversation: ConversationDetail;
  triage: Triage;
  onClose: () => void;
}

/** The steps of triage that ask something first; menu, keys and palette open the same ones. */
export function TriageDialogs({ shown, conversation, triage, onClose }: TriageDialogsProps) {
  const t = useTranslations('messages.head');
  const common = { conversation, triage, onClose };
  switch (shown) {
    case 'people':
      return <AddPeople {...common} />;
    case 'labels':
      return <LabelDialog {...common} />;
    case 'block':
      return (
        <ConfirmDialog
          opened
          title={t('blockTitle')}
          text={t('blockText')}
          confirm={t('blockConfirm')}
          onClose={onClose}
          onConfirm={() => {
            onClose();
            void triage.block(true);
          }}
        />
      );
  }
}
