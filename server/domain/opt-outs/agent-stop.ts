import { foldKeyword } from './fold-keyword';

/**
 * True when an agent's text is nothing but STOP, which also blocks the customer (manual, item 37).
 * The other keywords mean nothing when we write them.
 */
export function isAgentStop(text: string): boolean {
  return foldKeyword(text) === 'STOP';
}
