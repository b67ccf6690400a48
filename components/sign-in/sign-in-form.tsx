'use client';

import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { CardPage } from '../ui/card-page';
import { signIn } from './sign-in';
import classes from './sign-in-form.module.css';

/** Asks who somebody is, and goes on to where they wanted to go. */
export function SignInForm({ next }: { next: string }) {
  const t = useTranslations('signIn');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState<'email' | 'password' | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async () => {
    const lacking = email.trim() === '' ? 'email' : password === '' ? 'password' : null;
    setMissing(lacking);
    setRefusal(null);
    if (lacking) return;
    setBusy(true);
    const result = await signIn(email.trim(), password);
    if (result.ok) {
      // A whole new page: nothing of an earlier person's screen may be left in memory.
      window.location.assign(next);
      return;
    }
    setBusy(false);
    setRefusal(result.message ?? t('offline'));
  };

  return (
    <CardPage title={t('title')}>
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextInput
          label={t('email')}
          type="email"
          name="email"
          autoComplete="username"
          autoFocus
          size="md"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={missing === 'email' && t('needEmail')}
        />
        <PasswordInput
          label={t('password')}
          name="password"
          autoComplete="current-password"
          size="md"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={missing === 'password' && t('needPassword')}
          visibilityToggleButtonProps={{ 'aria-label': t('show') }}
        />
        <div role="alert" className={classes.refusal}>
          {refusal}
        </div>
        <Button type="submit" size="md" fullWidth loading={busy}>
          {t('submit')}
        </Button>
        <p className={classes.hint}>{t('forgotten')}</p>
      </form>
    </CardPage>
  );
}
