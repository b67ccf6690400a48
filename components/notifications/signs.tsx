'use client';

import { SettingsWords } from '../shared/settings-words';
import { NewsSigns } from './news-signs';
import { UnreadTitle } from './unread-title';

/** Everything that tells of news to somebody who looks elsewhere. */
export function Signs() {
  return (
    <SettingsWords>
      <UnreadTitle />
      <NewsSigns />
    </SettingsWords>
  );
}
