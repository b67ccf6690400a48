'use client';

import { parseVCards } from '@/server/domain/contacts/parse-vcard';
import { useFormatNumber } from '../customer-number';
import classes from './message-files.module.css';
import { useFileText } from './use-file-text';

/** So many cards of one file are shown; the rest is in the file. */
const MOST_SHOWN = 3;

/** Who a vCard is about, with their numbers. */
export function ContactFacts({ fileId }: { fileId: string }) {
  const text = useFileText(fileId);
  const format = useFormatNumber();
  if (text === null) return null;
  return parseVCards(text)
    .slice(0, MOST_SHOWN)
    .map(({ line, name, numbers }) => (
      <span key={line} className={classes.fact}>
        <strong>{name}</strong>
        {numbers.map(({ number }) => (
          <span key={number}>{format(number)}</span>
        ))}
      </span>
    ));
}
