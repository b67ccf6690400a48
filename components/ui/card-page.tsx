import type { ReactNode } from 'react';
import classes from './card-page.module.css';
import { Logo } from './logo';

/** A page that holds one short form: a card in the middle, on a phone the whole page. */
export function CardPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <Logo size={30} />
        <h1 className={classes.title}>{title}</h1>
        {children}
      </div>
    </main>
  );
}
