import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from './actor';
import { ACTIONS, type Action, can, type PermissionFacts } from './can';
import { LICENCES, type Licence, ROLES, type Role } from './roles';

function user(role: Role, licence: Licence = 'business', active = true): Actor {
  return { kind: 'user', userId: 'u', role, licence, active };
}

function allowedActions(actor: Actor, facts: PermissionFacts = {}): Action[] {
  return ACTIONS.filter((action) => can(actor, action, facts).allowed);
}

const OF_A_CONVERSATION: Action[] = [
  'conversation.read',
  'conversation.assign',
  'conversation.manage',
  'message.send',
  'customer.block',
  'draft.save',
];

describe('can', () => {
  it('lets an agent act in the conversations of their Services and those they take part in, and no others', () => {
    for (const facts of [{ isServiceMember: true }, { isParticipant: true }]) {
      expect(allowedActions(user('agent'), facts)).toEqual(expect.arrayContaining(OF_A_CONVERSATION));
    }
    for (const action of OF_A_CONVERSATION) {
      expect(can(user('agent'), action, {})).toMatchObject({ allowed: false, reason: 'not_yours' });
    }
  });

  it('lets supervisors and admins see every conversation', () => {
    expect(can(user('supervisor', 'basic'), 'conversation.read', {})).toEqual({ allowed: true });
    expect(can(user('admin', 'basic'), 'conversation.read', {})).toEqual({ allowed: true });
  });

  it('lets nobody text without a Business or Premium licence (item 20)', () => {
    for (const role of ROLES) {
      for (const licence of LICENCES) {
        const allowed = licence === 'business' || licence === 'premium';
        expect(can(user(role, licence), 'message.send', { isServiceMember: true }).allowed).toBe(allowed);
        expect(can(user(role, licence), 'conversation.create', {}).allowed).toBe(allowed);
      }
    }
  });

  it('keeps usage and labels for supervisors, and administration for admins', () => {
    const actions: Action[] = [
      'usage.read',
      'contact.administer',
      'labels.administer',
      'organization.administer',
    ];
    expect(
      ROLES.map((role) => [role, actions.filter((action) => can(user(role), action, {}).allowed)]),
    ).toEqual([
      ['agent', []],
      ['supervisor', ['usage.read', 'contact.administer', 'labels.administer']],
      ['admin', ['usage.read', 'contact.administer', 'labels.administer', 'organization.administer']],
    ]);
  });

  it('lets somebody who was switched off do nothing', () => {
    for (const role of ROLES)
      expect(allowedActions(user(role, 'premium', false), { isParticipant: true })).toEqual([]);
  });

  it('gives the house no more than it needs', () => {
    expect(allowedActions({ kind: 'carrier' })).toEqual([]);
    expect(allowedActions({ kind: 'job' })).toEqual(['conversation.read']);
    expect(allowedActions({ kind: 'operator' })).toEqual(
      ACTIONS.filter((action) => !['draft.save', 'preferences.save', 'call.read'].includes(action)),
    );
  });

  it('never takes a right away for belonging closer, and says every refusal in a sentence', () => {
    const actor = fc.record({
      kind: fc.constant('user' as const),
      userId: fc.constant('u'),
      role: fc.constantFrom(...ROLES),
      licence: fc.constantFrom(...LICENCES),
      active: fc.boolean(),
    });
    const facts = fc.record({ isServiceMember: fc.boolean(), isParticipant: fc.boolean() });
    fc.assert(
      fc.property(actor, fc.constantFrom(...ACTIONS), facts, (who, action, known) => {
        const verdict = can(who, action, known);
        if (verdict.allowed) {
          expect(can(who, action, { isServiceMember: true, isParticipant: true }).allowed).toBe(true);
        } else {
          expect(verdict.message).toMatch(/^[A-Z].*\.$/);
        }
      }),
    );
  });
});
