import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LICENCES, leavesNoAdmin, mayText, ROLES } from './roles';

it('only who is active and has a Business or Premium licence may text (item 20)', () => {
  const may = LICENCES.flatMap((licence) =>
    [true, false].filter((active) => mayText({ active, licence })).map((active) => [licence, active]),
  );
  expect(may).toEqual([
    ['business', true],
    ['premium', true],
  ]);
});

describe('an organization', () => {
  const person = fc.record({ role: fc.constantFrom(...ROLES), active: fc.boolean() });

  it('that has an active admin keeps one, whoever is changed', () => {
    const admins = (people: readonly { role: string; active: boolean }[]) =>
      people.filter(({ role, active }) => role === 'admin' && active).length;
    fc.assert(
      fc.property(person, person, fc.array(person), (before, after, others) => {
        const refused = leavesNoAdmin(before, after, others);
        expect(refused).toBe(admins([before, ...others]) > 0 && admins([after, ...others]) === 0);
      }),
    );
  });
});
