import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { previewOf } from './preview';

describe('previewOf', () => {
  it('shows a text of several lines as one', () => {
    expect(previewOf(' Hello\n\n there\t! ')).toBe('Hello there !');
  });

  it('is at most 140 units, well-formed, and begins as the text does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (body) => {
        const preview = previewOf(body);
        expect(preview.length).toBeLessThanOrEqual(140);
        expect(preview).toBe(Buffer.from(preview, 'utf8').toString('utf8'));
        const folded = body.replace(/\s+/g, ' ').trim();
        expect(folded.startsWith(preview.replace(/…$/, '')) || preview === folded).toBe(true);
      }),
    );
  });
});
