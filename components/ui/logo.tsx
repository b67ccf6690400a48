import classes from './logo.module.css';

/** The honey square with two lines of a message. */
export function Logo({ size = 24, name }: { size?: number; name?: string }) {
  return (
    <span className={classes.logo}>
      <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
        <rect width="24" height="24" rx="7" fill="var(--w-honey)" />
        <rect x="5.5" y="8" width="13" height="3" rx="1.5" fill="#1d1b18" />
        <rect x="5.5" y="13" width="8.5" height="3" rx="1.5" fill="#1d1b18" />
      </svg>
      {name && <span className={classes.name}>{name}</span>}
    </span>
  );
}
