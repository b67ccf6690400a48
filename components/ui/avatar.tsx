import { IconUser } from '@tabler/icons-react';
import { memo } from 'react';
import classes from './avatar.module.css';

const TINTS = 6;

/** Initials on a quiet tint that stays the same for a name; a glyph for somebody without one. */
export const PersonAvatar = memo(function PersonAvatar({
  name,
  size = 36,
}: {
  name: string | null;
  size?: number;
}) {
  const initials = name ? initialsOf(name) : '';
  return (
    <span
      className={classes.avatar}
      data-tint={tintOf(name ?? '')}
      style={{ width: size, height: size, fontSize: Math.round(size * 0.36) }}
      aria-hidden
    >
      {initials || <IconUser size={Math.round(size * 0.5)} stroke={1.75} />}
    </span>
  );
});

/** The first letters of the first and last word of a name; '' when it has none. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => [...(word ?? '')][0]?.toLocaleUpperCase() ?? '').join('');
}

function tintOf(name: string): number {
  let sum = 0;
  for (const char of name) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973;
  return sum % TINTS;
}
