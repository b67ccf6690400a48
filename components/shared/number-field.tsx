'use client';

import { TextInput } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import classes from './number-field.module.css';

interface NumberFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** The field is left. */
  onLeave: () => void;
  /** What is wrong with the number; null or '' = nothing that shall be said yet. */
  fault: string | false | null | undefined;
  /** Without a fault: how the number is understood, or what is expected. */
  said: string;
  /** Left of the field: a country. */
  beside?: ReactNode;
}

/** A telephone number, and below it how it is understood. */
export function NumberField({ label, value, onChange, onLeave, fault, said, beside }: NumberFieldProps) {
  const saidId = useId();
  return (
    <>
      <div className={beside ? classes.pair : undefined}>
        {beside}
        <TextInput
          label={label}
          type="tel"
          inputMode="tel"
          autoComplete="off"
          data-autofocus
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          onBlur={onLeave}
          error={Boolean(fault)}
          attributes={{ input: { 'aria-describedby': saidId } }}
        />
      </div>
      <p id={saidId} className={classes.said} data-tone={fault ? 'danger' : 'plain'} aria-live="polite">
        {fault || said}
      </p>
    </>
  );
}
