import { describe, expect, it } from 'vitest';
import { parsePhoneNumber } from '../numbers/phone-number';
import { fictitiousNumbers } from './fictitious-numbers';

describe('made-up numbers', () => {
  it.each(['US', 'CA', 'SE'])('of %s can be texted, belong there and differ', (region) => {
    const numbers = fictitiousNumbers(region);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.length).toBeGreaterThan(90);
    for (const number of numbers) {
      expect(parsePhoneNumber(number)).toMatchObject({ ok: true, e164: number, country: region });
    }
  });

  it('are American where the region keeps none of its own', () => {
    expect(fictitiousNumbers('IT')).toEqual(fictitiousNumbers('US'));
  });
});
