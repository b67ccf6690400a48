import * as fc from 'fast-check';
import { uuidv7 } from 'uuidv7';
import { beforeAll, expect, it } from 'vitest';
import type { VerbContext } from '@/server/context';
import type { Licence } from '@/server/domain/users/roles';
import { sendMessage } from '../messages/send-message';
import { updateService } from '../services/update-service';
import { type House, house } from '../testing/house';
import { openThread, type Thread } from '../testing/thread';
import { updateUser } from '../users/update-user';
import { addParticipants } from './add-participants';
import { assignConversation } from './assign-conversation';
import { removeParticipant } from './remove-participant';

/** Anna and Jonas are members of the Service, Olga (the outsider) is not. */
const PEOPLE = ['anna', 'jonas', 'outsider'] as const;
type Person = (typeof PEOPLE)[number];

type Step =
  | { kind: 'customer writes' }
  | { kind: 'answers'; who: Person }
  | { kind: 'adds'; who: Person; whom: Person }
  | { kind: 'takes out'; who: Person; whom: Person }
  | { kind: 'assigns'; who: Person; whom: Person | null; leave: boolean }
  | { kind: 'licence'; whom: Person; licence: Licence }
  | { kind: 'active'; whom: Person; active: boolean }
  | { kind: 'members'; whom: Person[] };

interface Row extends Record<string, unknown> {
  id: string;
  is_guest: boolean;
  is_member: boolean;
  able: boolean;
}

let home: House;
let customers = 0;
beforeAll(async () => {
  home = await house();
});

const person = (who: Person) => home.organization[who];

async function setMembersTo(whom: readonly Person[]): Promise<void> {
  const { serviceId } = home.organization;
  const memberIds = whom.map((who) => person(who).id);
  await home.as('operator', (ctx) => updateService(ctx, { serviceId, memberIds }));
}

/** As they are at this moment: who is switched off has no session. */
async function act(who: Person, verb: (ctx: VerbContext) => Promise<unknown>): Promise<void> {
  const [now] = await home.rows<{ licence: Licence; active: boolean }>(
    `select licence, active from users where id = '${person(who).id}'`,
  );
  if (now?.active) await home.as({ ...person(who), licence: now.licence }, verb);
}

async function perform(thread: Thread, step: Step): Promise<void> {
  const { conversationId } = thread;
  switch (step.kind) {
    case 'customer writes':
      await home.receive(thread.customer, 'Hello?');
      return;
    case 'answers':
      await act(step.who, (ctx) => sendMessage(ctx, { id: uuidv7(), conversationId, text: 'Hi' }));
      return;
    case 'adds':
      await act(step.who, (ctx) => addParticipants(ctx, { conversationId, userIds: [person(step.whom).id] }));
      return;
    case 'takes out':
      await act(step.who, (ctx) => removeParticipant(ctx, { conversationId, userId: person(step.whom).id }));
      return;
    case 'assigns':
      await act(step.who, (ctx) =>
        assignConversation(ctx, {
          conversationId,
          assigneeId: step.whom === null ? null : person(step.whom).id,
          leave: step.leave,
        }),
      );
      return;
    case 'licence':
    case 'active': {
      const { kind: _kind, whom, ...change } = step;
      await home.as('operator', (ctx) => updateUser(ctx, { userId: person(whom).id, ...change }));
      return;
    }
    case 'members':
      await setMembersTo(step.whom);
  }
}

/** Who takes part, and who of the Service could hear a customer now. */
async function lookAt(
  thread: Thread,
): Promise<{ inside: Row[]; able: Row[]; count: number; assignee: string | null }> {
  const users = await home.rows<Row & { inside: boolean }>(`
    select u.id, coalesce(p.is_guest, false) as is_guest, p.user_id is not null as inside,
      exists (select from service_members sm where sm.user_id = u.id and sm.service_id = c.service_id) as is_member,
      u.active and u.licence in ('business', 'premium') as able
    from conversations c cross join users u
      left join participants p on p.conversation_id = c.id and p.user_id = u.id
    where c.id = '${thread.conversationId}'`);
  const [row] = await home.rows<{ participant_count: number; assignee_id: string | null }>(
    `select participant_count, assignee_id from conversations where id = '${thread.conversationId}'`,
  );
  return {
    inside: users.filter(({ inside }) => inside),
    able: users.filter(({ is_member, able }) => is_member && able),
    count: row?.participant_count ?? -1,
    assignee: row?.assignee_id ?? null,
  };
}

const anyPerson = fc.constantFrom(...PEOPLE);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Step>({ kind: 'customer writes' }) },
  fc.record({ kind: fc.constant('answers' as const), who: anyPerson }),
  fc.record({ kind: fc.constant('adds' as const), who: anyPerson, whom: anyPerson }),
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('takes out' as const), who: anyPerson, whom: anyPerson }),
  },
  fc.record({
    kind: fc.constant('assigns' as const),
    who: anyPerson,
    whom: fc.option(anyPerson),
    leave: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('licence' as const),
    whom: anyPerson,
    licence: fc.constantFrom<Licence>('basic', 'business'),
  }),
  fc.record({ kind: fc.constant('active' as const), whom: anyPerson, active: fc.boolean() }),
  fc.record({ kind: fc.constant('members' as const), whom: fc.subarray([...PEOPLE]) }),
);

it('whatever people do, the row counts who takes part, an assignee can answer and takes part, all who take part may text, guests are no members, and no customer writes to nobody while somebody could hear (60 to 62)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 3, maxLength: 14 }), async (steps) => {
      customers += 1;
      await home.rows(`update users set active = true, licence = 'business'`);
      await setMembersTo(['anna', 'jonas']);
      const thread = await openThread(home, `+1415555${String(6_000 + customers)}`);
      for (const step of steps) {
        // What somebody may not do is refused, and then it must have changed nothing that breaks a rule.
        await perform(thread, step).catch((error: unknown) => {
          if (!(error instanceof Error && error.name === 'DomainError')) throw error;
        });
        const { inside, able, count, assignee } = await lookAt(thread);
        expect(inside).toHaveLength(count);
        expect(inside.every(({ is_guest, is_member }) => is_guest !== is_member)).toBe(true);
        expect(inside.every(({ able }) => able)).toBe(true);
        if (assignee) {
          expect(inside.map(({ id }) => id)).toContain(assignee);
          expect(able.map(({ id }) => id)).toContain(assignee);
        }
        if (step.kind === 'customer writes' && able.length > 0) expect(inside.length).toBeGreaterThan(0);
      }
    }),
    { numRuns: 40 },
  );
});
