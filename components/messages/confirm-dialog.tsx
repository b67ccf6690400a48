'use client';

import { Button, Modal } from '@mantine/core';
import { useTranslations } from 'use-intl';
import classes from './confirm-dialog.module.css';

interface ConfirmDialogProps {
  opened: boolean;
  title: string;
  /** What will happen, in a sentence. */
  text: string;
  /** The verb on the button. */
  confirm: string;
  loading?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks once before something that cannot be taken back. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const t = useTranslations('messages');
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title}>
      <p className={classes.text}>{props.text}</p>
      <div className={classes.answers}>
        <Button variant="default" data-autofocus onClick={props.onClose}>
          {t('cancel')}
        </Button>
        <Button loading={props.loading ?? false} onClick={props.onConfirm}>
          {props.confirm}
        </Button>
      </div>
    </Modal>
  );
}
