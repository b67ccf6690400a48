import { expect, it } from 'vitest';
import { sayFault, sayReason } from './say';
import { SEND_FAULTS } from './send-fault';
import { REASONS, WARNINGS } from './sentences';

it('has a sentence and an advice for every fault', () => {
  for (const fault of SEND_FAULTS) {
    const { message, advice } = sayFault(fault);
    for (const sentence of [message, advice]) expect(sentence).toMatch(/^[A-Z].+\.$/);
  }
});

it('says that we could not deliver when a fault is not known', () => {
  expect(sayFault('something_new')).toEqual(sayFault('carrier_error'));
  expect(sayFault('constructor')).toEqual(sayFault('carrier_error'));
  expect(sayFault(null)).toEqual(sayFault('carrier_error'));
});

it('keeps a place visible for which nothing was given', () => {
  expect(sayReason('too_long', { over: 1 }).message).toBe('Too long by 1: the limit is {limit} characters.');
});

it('never shouts and never blames', () => {
  const sentences = [
    ...Object.values(REASONS).flatMap(({ message, fix }) => [message, fix.where]),
    ...Object.values(WARNINGS),
    ...SEND_FAULTS.flatMap((fault) => Object.values(sayFault(fault))),
  ];
  for (const sentence of sentences) {
    expect(sentence).not.toMatch(/!|invalid|illegal|error|you failed|you must/i);
    expect(sentence.length).toBeLessThanOrEqual(110);
  }
});
