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

/** A link that looks like a button; not the library's, which every page would load for pages hardly ever seen. */
export function LinkButton({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a className={classes.button} href={href}>
      {children}
    </a>
  );
}
