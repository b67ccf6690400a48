import { uuidv7 } from 'uuidv7';
import { DEFAULT_PREFERENCES } from '@/server/domain/settings/preferences';
import { ORDINARY_BEHAVIOUR } from '@/server/domain/simulator/handset';
import { laterWith, type World } from './world';

export type Rung = 'anonymous' | 'agent' | 'supervisor' | 'admin';
export const RUNGS: Rung[] = ['anonymous', 'agent', 'supervisor', 'admin'];

/** Role × procedure: from which rung on each may be called, and an input that makes sense in a world. */
export const TABLE: Record<string, { from: Rung; input?: (world: World) => Record<string, unknown> }> = {
  'session.me': { from: 'agent' },
  'conversations.list': {
    from: 'agent',
    input: (w) => ({ view: 'all', serviceId: w.home.organization.serviceId }),
  },
  'conversations.counts': { from: 'agent' },
  'conversations.get': { from: 'agent', input: (w) => ({ conversationId: w.conversationId }) },
  'conversations.create': {
    from: 'agent',
    input: (w) => ({ serviceId: w.home.organization.serviceId, to: '+14155550142', country: 'US' }),
  },
  'conversations.createDirect': { from: 'agent', input: () => ({ to: '+14155550143', country: 'US' }) },
  'conversations.markRead': { from: 'agent', input: (w) => ({ conversationId: w.conversationId, seq: 1 }) },
  'conversations.assign': {
    from: 'agent',
    input: (w) => ({ conversationId: w.conversationId, assigneeId: w.home.organization.jonas.id }),
  },
  'conversations.block': {
    from: 'agent',
    input: (w) => ({ conversationId: w.conversationId, blocked: false }),
  },
  'conversations.markUnread': {
    from: 'agent',
    input: (w) => ({ conversationId: w.conversationId, seq: 1 }),
  },
  'conversations.addParticipants': {
    from: 'agent',
    input: (w) => ({ conversationId: w.conversationId, userIds: [w.home.organization.outsider.id] }),
  },
  'conversations.removeParticipant': {
    from: 'agent',
    input: (w) => ({ conversationId: w.conversationId, userId: w.home.organization.outsider.id }),
  },
  'conversations.mute': {
    from: 'agent',
    input: (w) => ({ conversationId: w.conversationId, muted: true }),
  },
  'conversations.rename': {
    from: 'agent',
    input: (w) => ({ conversationId: w.conversationId, title: `Title ${w.canary}` }),
  },
  'conversations.setState': {
    from: 'agent',
    input: (w) => ({ conversationId: w.conversationId, state: 'done' }),
  },
  'conversations.setLabels': {
    from: 'agent',
    input: (w) => ({ conversationId: w.conversationId, labelIds: [w.labelId] }),
  },
  'optOuts.record': {
    from: 'agent',
    input: (w) => ({
      id: uuidv7(),
      conversationId: w.conversationId,
      kind: 'consent_given',
      evidence: `On the telephone, ${w.canary}`,
    }),
  },
  'optOuts.history': { from: 'agent', input: (w) => ({ conversationId: w.conversationId }) },
  'optOuts.blocked': { from: 'agent', input: () => ({}) },
  'optOuts.blockedMessages': { from: 'agent', input: () => ({ customer: '+14155550188' }) },
  'services.list': { from: 'admin' },
  'services.update': {
    from: 'admin',
    input: (w) => ({ serviceId: w.home.organization.serviceId, escalateAfterMinutes: 45 }),
  },
  'labels.save': {
    from: 'supervisor',
    input: (w) => ({ id: uuidv7(), name: `Label ${w.canary}`.slice(0, 30), color: 'teal' }),
  },
  'labels.delete': { from: 'supervisor', input: (w) => ({ id: w.labelId }) },
  'messages.list': { from: 'agent', input: (w) => ({ conversationId: w.conversationId }) },
  'messages.findByTime': {
    from: 'agent',
    input: (w) => ({ conversationId: w.conversationId, from: '2026-11-23T00:00:00Z' }),
  },
  'messages.send': {
    from: 'agent',
    input: (w) => ({ id: uuidv7(), conversationId: w.conversationId, text: `Hello ${w.canary}` }),
  },
  'messages.retry': { from: 'agent', input: (w) => ({ id: uuidv7(), messageId: w.failedId }) },
  'messages.answerSuspicion': {
    from: 'agent',
    input: (w) => ({ messageId: w.messageId, isOptOut: false }),
  },
  'messages.settle': { from: 'agent', input: (w) => ({ messageId: w.failedId }) },
  'messages.addNote': {
    from: 'agent',
    input: (w) => ({ id: uuidv7(), conversationId: w.conversationId, text: `Note ${w.canary}` }),
  },
  'messages.attempts': { from: 'agent', input: (w) => ({ messageId: w.failedId }) },
  'media.unsent': { from: 'agent', input: (w) => ({ conversationId: w.conversationId }) },
  'media.retryFetch': { from: 'agent', input: (w) => ({ fileId: w.receivedFileId }) },
  'media.remove': { from: 'agent', input: (w) => ({ fileId: w.fileId }) },
  'scheduled.list': { from: 'agent', input: (w) => ({ conversationId: w.conversationId }) },
  'scheduled.create': {
    from: 'agent',
    input: (w) => ({ id: uuidv7(), conversationId: w.conversationId, ...laterWith(w) }),
  },
  'scheduled.update': {
    from: 'agent',
    input: (w) => ({ id: w.scheduledIds[0], version: 1, ...laterWith(w) }),
  },
  'scheduled.cancel': { from: 'agent', input: (w) => ({ id: w.scheduledIds[1] }) },
  'scheduled.sendNow': { from: 'agent', input: (w) => ({ id: w.scheduledIds[2] }) },
  'snippets.list': { from: 'agent' },
  'snippets.save': {
    from: 'agent',
    input: (w) => ({
      id: uuidv7(),
      version: 0,
      scope: 'service',
      serviceId: w.home.organization.serviceId,
      name: w.canary,
      shortcut: null,
      text: w.canary,
    }),
  },
  'snippets.delete': { from: 'agent', input: (w) => ({ id: w.snippetId }) },
  'drafts.get': { from: 'agent', input: (w) => ({ conversationId: w.conversationId }) },
  'drafts.save': {
    from: 'agent',
    input: (w) => ({ conversationId: w.conversationId, text: w.canary, revision: 0 }),
  },
  'contacts.of': { from: 'agent', input: () => ({ customer: '+14155550177' }) },
  'contacts.list': { from: 'agent', input: () => ({ q: '' }) },
  'contacts.save': {
    from: 'agent',
    input: (w) => ({ id: uuidv7(), version: 0, name: w.canary, numbers: [], country: 'US' }),
  },
  'contacts.merge': { from: 'agent', input: (w) => ({ keepId: w.contactId, otherId: w.contactId }) },
  'contacts.delete': { from: 'supervisor', input: (w) => ({ id: w.contactId }) },
  'contacts.import': {
    from: 'supervisor',
    input: (w) => ({
      data: Buffer.from(`Name,Number\n${w.canary},+14155550178`).toString('base64'),
      country: 'US',
      commit: true,
    }),
  },
  'contacts.export': { from: 'supervisor' },
  'search.messages': {
    from: 'agent',
    input: (w) => ({ q: w.canary.split('-')[0], conversationId: w.conversationId }),
  },
  'search.customers': { from: 'agent', input: () => ({ q: '+1415' }) },
  'calls.current': { from: 'agent' },
  'numbers.move': {
    from: 'admin',
    input: (w) => ({ numberId: w.home.organization.numberId, serviceId: w.home.organization.serviceId }),
  },
  'numbers.previewMove': {
    from: 'admin',
    input: (w) => ({ numberId: w.home.organization.numberId, serviceId: null }),
  },
  'routing.listRules': { from: 'admin' },
  'routing.saveRules': { from: 'admin', input: (w) => ({ rules: [ruleOf(w)] }) },
  'routing.routeService': {
    from: 'admin',
    input: (w) => ({
      serviceId: w.home.organization.serviceId,
      routing: { kind: 'agents', userIds: [w.home.organization.anna.id] },
    }),
  },
  'routing.dryRun': {
    from: 'admin',
    input: (w) => ({ to: w.home.organization.numberId, from: '+14155550180' }),
  },
  'settings.get': { from: 'agent' },
  'settings.save': { from: 'agent', input: () => ({ ...DEFAULT_PREFERENCES }) },
  'simulator.network': { from: 'agent' },
  'simulator.screen': { from: 'agent', input: (w) => ({ handsetId: w.handsetId }) },
  'simulator.create': { from: 'agent', input: (w) => ({ name: w.canary }) },
  'simulator.setBehaviour': {
    from: 'agent',
    input: (w) => ({ handsetId: w.handsetId, behaviour: { ...ORDINARY_BEHAVIOUR } }),
  },
  'simulator.write': {
    from: 'agent',
    input: (w) => ({ id: uuidv7(), handsetId: w.handsetId, to: w.home.organization.e164, text: w.canary }),
  },
};

/** A rule that names what an organization has. */
function ruleOf({ home, canary }: World) {
  const { anna } = home.organization;
  return {
    id: uuidv7(),
    name: canary,
    enabled: true,
    match: { numberIds: [], customers: [], countries: ['US'], keywords: [], hours: null },
    target: { kind: 'users', userIds: [anna.id] },
  };
}
