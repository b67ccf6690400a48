import type { ReactNode } from 'react';
import classes from './chip.module.css';

interface ChipProps {
  children: ReactNode;
  /** A CSS colour for a dot in front, as the Services have. */
  dot?: string;
  icon?: ReactNode;
  tone?: 'plain' | 'honey' | 'danger' | 'ok';
}

/** A small label that states one fact. */
export function Chip({ children, dot, icon, tone = 'plain' }: ChipProps) {
  return (
    <span className={classes.chip} data-tone={tone}>
      {dot && <span className={classes.dot} style={{ background: dot }} />}
      {icon}
      <span className={classes.text}>{children}</span>
    </span>
  );
}
