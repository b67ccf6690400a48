import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Places } from './places';

const takeTimes = (places: Places, number: string, times: number) => {
  for (let n = 0; n < times; n += 1) places.take(number);
};
const giveBackTimes = (places: Places, number: string, times: number) =>
  Array.from({ length: times }, () => places.giveBack(number));

describe('places for hand-overs', () => {
  it('of a full number open again when half are free, and say so once', () => {
    const places = new Places(64, 24);
    takeTimes(places, 'a', 24);
    expect(places.fullNumbers()).toEqual(['a']);
    expect(giveBackTimes(places, 'a', 12)).toEqual([...Array(11).fill(false), true]);
    expect(places.fullNumbers()).toEqual([]);
  });

  it('of one number that hangs leave room for the others', () => {
    const places = new Places(64, 24);
    takeTimes(places, 'hanging', 24);
    expect(places.free).toBe(40);
    places.take('other');
    expect(places.fullNumbers()).toEqual(['hanging']);
  });

  it('in all open again when half are free', () => {
    const places = new Places(4, 3);
    for (const number of ['a', 'b', 'c', 'd']) places.take(number);
    expect(places.free).toBe(0);
    expect(places.giveBack('a')).toBe(false);
    expect(places.free).toBe(0);
    expect(places.giveBack('b')).toBe(true);
    expect(places.free).toBe(2);
  });

  it('are all free, and none is full, once everybody has given back, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 60 }), fc.nat(), (taken, turn) => {
        const places = new Places(16, 8);
        for (const number of taken) places.take(number);
        const back = [
          ...taken.slice(turn % (taken.length + 1)),
          ...taken.slice(0, turn % (taken.length + 1)),
        ];
        const opened = back.map((number) => places.giveBack(number));
        expect(places.free).toBe(16);
        expect(places.fullNumbers()).toEqual([]);
        // Who waits for a place is woken: whenever something was full, something was said to open.
        expect(opened.includes(true)).toBe(
          taken.length >= 16 ||
            ['a', 'b', 'c'].some((number) => taken.filter((n) => n === number).length >= 8),
        );
      }),
    );
  });
});
