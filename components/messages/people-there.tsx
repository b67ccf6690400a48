'use client';

import { useTranslations } from 'use-intl';
import { usePeopleThere } from '../shared/presence';
import { usePeople, useSession } from '../shared/session';
import { PersonAvatar } from '../ui/avatar';
import classes from './people-there.module.css';

/** More faces than this say no more. */
const FACES = 3;

/** The colleagues who look at the same conversation at this moment. */
export function PeopleThere({ conversationId }: { conversationId: string }) {
  const t = useTranslations('messages.presence');
  const people = usePeople();
  const { user } = useSession();
  const there = usePeopleThere(conversationId).filter(({ userId }) => userId !== user.id);
  if (there.length === 0) return null;
  return (
    <ul className={classes.people}>
      {there.slice(0, FACES).flatMap(({ userId, typing }) => {
        const name = people.get(userId)?.name;
        if (!name) return [];
        const label = t(typing ? 'typing' : 'looking', { name });
        return [
          <li key={userId} className={classes.person} data-typing={typing} title={label}>
            <PersonAvatar name={name} size={26} />
            <i className={classes.point} />
            <span className="w-spoken">{label}</span>
          </li>,
        ];
      })}
      {there.length > FACES && <li className={classes.more}>+{there.length - FACES}</li>}
    </ul>
  );
}
