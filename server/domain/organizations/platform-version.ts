/**
 * Features and the platform version from which they work (design: "Versions"). Source: the manual's
 * items named, version 93 of May 2024; checked on 2026-11-22.
 */
export const FEATURE_MINIMUMS = {
  /** Conversations of a Service (items 43 and 66). */
  serviceConversations: '6.04.20231020',
  /** A user's own two-way texting (items 23 and 26). */
  directConversations: '5.03.20210826.1',
  /** Files in conversations of a Service (item 66). */
  mms: '6.04.20231020',
  /** Texting during a call (item 30). */
  inCallTexting: '6.03.20230630.3',
} as const;
export type Feature = keyof typeof FEATURE_MINIMUMS;

/** Major, minor, day and build: "6.04.20231020.1". */
const FORM = /^(\d{1,3})\.(\d{1,3})\.(\d{8})(?:\.(\d{1,4}))?$/;

/** The four parts, a missing build as 0; null for what is no version. */
export function parsePlatformVersion(version: string): [number, number, number, number] | null {
  const found = FORM.exec(version);
  if (!found) return null;
  const [, major, minor, day, build = '0'] = found;
  return [Number(major), Number(minor), Number(day), Number(build)];
}

/** Negative when `a` is older, 0 when they are the same release. Something that is no version is older than any. */
export function comparePlatformVersions(a: string, b: string): number {
  const left = parsePlatformVersion(a) ?? [0, 0, 0, 0];
  const right = parsePlatformVersion(b) ?? [0, 0, 0, 0];
  for (const [i, part] of left.entries()) {
    const difference = part - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

export function versionSupports(version: string, feature: Feature): boolean {
  return comparePlatformVersions(version, FEATURE_MINIMUMS[feature]) >= 0;
}
