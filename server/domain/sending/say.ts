import { FAULTS, type Fixer, REASONS, type ReasonCode, WARNINGS, type WarningCode } from './sentences';

/** A rule that forbids sending, said to a person: what, who can change it, and where. */
export interface Reason {
  code: ReasonCode;
  message: string;
  fix: { who: Fixer; where: string };
}

export interface Warning {
  code: WarningCode;
  message: string;
}

type Parameters = Readonly<Record<string, string | number>>;

export function sayReason(code: ReasonCode, parameters: Parameters = {}): Reason {
  const { message, fix } = REASONS[code];
  return { code, message: fillIn(message, parameters), fix };
}

export function sayWarning(code: WarningCode, parameters: Parameters = {}): Warning {
  return { code, message: fillIn(WARNINGS[code], parameters) };
}

/**
 * What to say under a message that did not go. A code that this release does not know, from a database
 * that a later one has written, reads as the carrier's failure.
 */
export function sayFault(fault: string | null): { message: string; advice: string } {
  const known = Object.hasOwn(FAULTS, fault ?? '') ? (fault as keyof typeof FAULTS) : 'carrier_error';
  return FAULTS[known];
}

function fillIn(sentence: string, parameters: Parameters): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(parameters[name] ?? place));
}
