import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  comparePlatformVersions,
  FEATURE_MINIMUMS,
  parsePlatformVersion,
  versionSupports,
} from './platform-version';

describe('platform versions', () => {
  it('are compared part by part as numbers, a missing build as 0', () => {
    const inOrder = [
      '5.02.20201015.2',
      '5.03.20210826.1',
      '6.03.20230630.3',
      '6.04.20231020',
      '6.04.20231020.1',
      '6.04.20231020.10',
      '6.05.20231215.1',
      '6.10.20200101.1',
      '10.01.20200101.1',
    ];
    for (const [i, a] of inOrder.entries()) {
      for (const [j, b] of inOrder.entries()) {
        expect(Math.sign(comparePlatformVersions(a, b))).toBe(Math.sign(i - j));
      }
    }
    expect(comparePlatformVersions('6.4.20231020.0', '6.04.20231020')).toBe(0);
  });

  it('turn Service conversations on exactly at their minimum (item 43)', () => {
    expect(versionSupports('6.04.20231020', 'serviceConversations')).toBe(true);
    expect(versionSupports('6.04.20231019.9', 'serviceConversations')).toBe(false);
    expect(versionSupports('6.03.20230630.3', 'inCallTexting')).toBe(true);
    expect(versionSupports('5.03.20210826.0', 'directConversations')).toBe(false);
  });

  it('that are none support nothing', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom('6.05', 'v6.05.20240501.1', '6.05.20240501.1 ')),
        (text) => {
          fc.pre(parsePlatformVersion(text) === null);
          for (const feature of Object.keys(FEATURE_MINIMUMS)) {
            expect(versionSupports(text, feature as keyof typeof FEATURE_MINIMUMS)).toBe(false);
          }
        },
      ),
    );
  });
});
