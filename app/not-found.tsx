import { en } from '@/components/shared/catalogue/en';
import { LinkButton, MessagePage } from '@/components/shared/message-page';

export default function NotFound() {
  return (
    <MessagePage
      title={en.frame.notFound}
      action={<LinkButton href="/inbox">{en.frame.toInbox}</LinkButton>}
    />
  );
}
