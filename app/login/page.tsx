import { redirect } from 'next/navigation';
import { SignInForm } from '@/components/sign-in/sign-in-form';
import { serverCaller } from '@/server/trpc/server-caller';

/** Only a path of our own may follow a sign-in: an address given by a stranger must not. */
function ownPath(next: string | string[] | undefined): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/inbox';
}

export default async function LoginPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const next = ownPath((await searchParams).next);
  if (await serverCaller()) redirect(next);
  return <SignInForm next={next} />;
}
