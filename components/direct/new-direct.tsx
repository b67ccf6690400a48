'use client';

import { Modal } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { formatNumber } from '@/server/domain/numbers/format-number';
import { useInboxPlace } from '../shared/inbox-place';
import { useSession } from '../shared/session';
import { WriteToForm } from './write-to-form';

/** The dialog of "New direct message": a number, written to from one's own (items 29 to 31). */
export function NewDirect({ onClose }: { onClose: () => void }) {
  const t = useTranslations('direct');
  const { officeNumber } = useSession();
  const { go } = useInboxPlace();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('title', { number: formatNumber(officeNumber ?? '') })}
      size={440}
    >
      <WriteToForm
        to=""
        choose={false}
        onOpened={(conversationId) => {
          go({ conversationId });
          onClose();
        }}
        onCancel={onClose}
      />
    </Modal>
  );
}
