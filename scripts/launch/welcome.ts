import { DEMO_LOGINS, DEMO_PASSWORD } from '@/db/seed/demo-organization';
import type { Config } from '@/server/config';

/** What a newcomer needs to know, once everything runs. */
export function welcome(config: Config): void {
  const address = config.publicUrl;
  const lines = ['', `Waggle is ready:  ${address}`, ''];
  if (config.seed === 'demo') {
    lines.push(
      `Sign in (password: ${DEMO_PASSWORD})`,
      ...DEMO_LOGINS.map(({ email, role }) => `  ${email.padEnd(22)} ${role}`),
      '',
      'Try this',
      `  1. Sign in as the agent and open ${address}/simulator in a second window.`,
      '  2. Write from a virtual phone to Support: the text appears in the inbox at once.',
      '  3. Answer it, and watch the tick turn blue.',
      '',
    );
  }
  lines.push('Ctrl-C stops everything.', '');
  console.log(lines.join('\n'));
}
