import { describe, expect, it } from 'vitest';
import { LICENCES } from '../users/roles';
import { mayBeAssigned } from './assignable';

describe('mayBeAssigned', () => {
  it('takes only active members with a Business or Premium licence', () => {
    const may = [true, false].flatMap((active) =>
      [true, false].flatMap((isServiceMember) =>
        LICENCES.filter((licence) => mayBeAssigned({ active, isServiceMember, licence })).map(
          (licence) => [active, isServiceMember, licence] as const,
        ),
      ),
    );
    expect(may).toEqual([
      [true, true, 'business'],
      [true, true, 'premium'],
    ]);
  });
});
