import { Button } from '@mantine/core';
import { useTranslations } from 'use-intl';
import classes from './draft-conflict.module.css';

interface DraftConflictProps {
  /** What another device has saved. */
  other: string;
  onChoose: (which: 'mine' | 'other') => void;
}

/** The same draft was written on two devices: which of them counts? */
export function DraftConflict({ other, onChoose }: DraftConflictProps) {
  const t = useTranslations('messages.composer');
  return (
    <div className={classes.box} role="alert">
      <p className={classes.text}>
        {t('elsewhere')} <q>{other}</q>
      </p>
      <div className={classes.ways}>
        <Button size="compact-xs" variant="default" onClick={() => onChoose('other')}>
          {t('useOther')}
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => onChoose('mine')}>
          {t('keepMine')}
        </Button>
      </div>
    </div>
  );
}
