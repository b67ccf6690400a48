import type { Actor } from './actor';
import { licenceSuffices } from './roles';

export const ACTIONS = [
  'conversation.read',
  'conversation.create',
  'conversation.assign',
  'conversation.manage',
  'message.send',
  'customer.block',
  'draft.save',
  'upload.remove',
  'preferences.save',
  'simulator.use',
  'call.read',
  'usage.read',
  'contact.read',
  'contact.write',
  'contact.administer',
  'labels.administer',
  'organization.administer',
] as const;
export type Action = (typeof ACTIONS)[number];

/** What is known of the one conversation that the action is about; nothing when there is none. */
export interface PermissionFacts {
  isServiceMember?: boolean;
  isParticipant?: boolean;
}

/** Each refusal and how it is said to the person. */
const REFUSALS = {
  user_inactive: 'Your account is switched off. An admin can switch it on again.',
  not_yours: 'You are neither a member of this Service nor part of this conversation.',
  licence_too_low: 'Texting needs a Business or Premium licence. An admin can change yours.',
  role_too_low: 'Your role does not allow this. An admin can change it.',
  person_needed: 'Only a person can do this.',
} as const;
export type Refusal = keyof typeof REFUSALS;

export type Permission = { allowed: true } | { allowed: false; reason: Refusal; message: string };

/**
 * Whether somebody may do something: the only place that decides it, asked inside every verb. People on
 * the command line of the machine may do all that needs no person; the worker may look at
 * conversations; a carrier only hands in what its verbs take, which needs no leave.
 */
export function can(actor: Actor, action: Action, facts: PermissionFacts): Permission {
  const refusal = refusalOf(actor, action, facts);
  return refusal === null
    ? { allowed: true }
    : { allowed: false, reason: refusal, message: REFUSALS[refusal] };
}

/** What nobody can do for somebody else. */
const PERSONAL: ReadonlySet<Action> = new Set(['draft.save', 'preferences.save', 'call.read']);

function refusalOf(actor: Actor, action: Action, facts: PermissionFacts): Refusal | null {
  switch (actor.kind) {
    case 'carrier':
      return 'person_needed';
    case 'job':
      return action === 'conversation.read' ? null : 'person_needed';
    case 'operator':
      return PERSONAL.has(action) ? 'person_needed' : null;
    case 'user':
      return actor.active ? refusalOfUser(actor, action, facts) : 'user_inactive';
  }
}

function refusalOfUser(
  user: Extract<Actor, { kind: 'user' }>,
  action: Action,
  { isServiceMember = false, isParticipant = false }: PermissionFacts,
): Refusal | null {
  const seesAll = user.role === 'supervisor' || user.role === 'admin';
  const hidden = seesAll || isServiceMember || isParticipant ? null : 'not_yours';
  const unlicensed = licenceSuffices(user.licence) ? null : 'licence_too_low';
  switch (action) {
    case 'conversation.read':
    case 'conversation.assign':
    case 'conversation.manage':
    case 'customer.block':
    case 'draft.save':
      return hidden;
    case 'message.send':
      return hidden ?? unlicensed;
    case 'conversation.create':
      return unlicensed;
    case 'simulator.use':
    case 'upload.remove':
    case 'preferences.save':
    case 'call.read':
    case 'contact.read':
    case 'contact.write':
      return null;
    case 'usage.read':
    case 'labels.administer':
    case 'contact.administer':
      return seesAll ? null : 'role_too_low';
    case 'organization.administer':
      return user.role === 'admin' ? null : 'role_too_low';
  }
}
