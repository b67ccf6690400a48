import { describe, expect, it } from 'vitest';
import { type ConsentSource, whyNotOptIn } from './consent';

describe('an opt-out is lifted by hand', () => {
  it.each<['agent' | 'supervisor' | 'admin', 'local' | 'toll_free', ConsentSource | null, string | null]>([
    ['agent', 'local', 'keyword', 'supervisor_needed'],
    ['agent', 'local', 'carrier', 'supervisor_needed'],
    ['agent', 'local', 'agent', null],
    ['agent', 'local', 'import', null],
    ['agent', 'local', null, null],
    ['supervisor', 'local', 'keyword', null],
    ['admin', 'local', 'carrier', null],
    ['admin', 'toll_free', 'keyword', 'network_holds_opt_out'],
    ['admin', 'toll_free', 'carrier', 'network_holds_opt_out'],
    ['agent', 'toll_free', 'agent', null],
  ])('by %s on a %s number, after %s: %s', (role, numberKind, optedOutBy, reason) => {
    expect(whyNotOptIn({ role, numberKind, optedOutBy })?.reason ?? null).toBe(reason);
  });
});
