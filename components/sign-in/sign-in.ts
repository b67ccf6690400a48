export type SignInResult =
  | { ok: true }
  /** `message` is the server's sentence; null when no answer came. */
  | { ok: false; message: string | null };

/** Asks the server for a session; the cookie comes with the answer. */
export async function signIn(email: string, password: string): Promise<SignInResult> {
  try {
    const answer = await fetch('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    if (answer.ok) return { ok: true };
    const body = (await answer.json()) as { error?: { message?: string } };
    return { ok: false, message: body.error?.message ?? null };
  } catch {
    return { ok: false, message: null };
  }
}
