import type { HighlightPart } from '@/server/domain/search/search-query';
import classes from './excerpt.module.css';

/** A line of a message, with the words marked that were looked for. */
export function Excerpt({ parts }: { parts: readonly HighlightPart[] }) {
  return parts.map(({ text, hit }, i) =>
    hit ? (
      <mark key={`${i} ${text}`} className={classes.hit}>
        {text}
      </mark>
    ) : (
      text
    ),
  );
}
