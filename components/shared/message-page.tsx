'use client';

import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Logo } from '../ui/logo';
import classes from './message-page.module.css';

/** A page with nothing but a sentence and one thing to do. */
export function MessagePage({ title, hint, action }: { title: string; hint?: string; action: ReactNode }) {
  return (
    <main className={classes.page}>
      <Logo size={32} />
      <h1 className={classes.title}>{title}</h1>
      {hint && <p className={classes.hint}>{hint}</p>}
      {action}
    </main>
  );
}

export function LinkButton({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Button component="a" href={href}>
      {children}
    </Button>
  );
}
