import { readOriginator } from '../numbers/originator';
import { foldWords } from '../opt-outs/fold-keyword';

/** Two machines that answer each other stop after one text (domain facts, trap 23). */
const ONE_IN = 24 * 60 * 60_000;

export interface AutoReplyFacts {
  /** When this customer last got an answer that nobody wrote; null = never. */
  lastAutoReplyAt: Date | null;
  now: Date;
  /** False for a sender who is no full number: nothing can be written back. */
  customerReplyable: boolean;
  optedOut: boolean;
  blocked: boolean;
  /** looksAutomatic of the message that would be answered. */
  looksAutomatic: boolean;
}

/**
 * Whether an answer that nobody wrote may go out: to a person who can be texted and has had none for 24
 * hours. Confirmations that the law asks for are not meant: those are answers to a keyword.
 */
export function mayAutoReply(facts: AutoReplyFacts): boolean {
  const { customerReplyable, optedOut, blocked, lastAutoReplyAt, now } = facts;
  if (!customerReplyable || optedOut || blocked || facts.looksAutomatic) return false;
  return lastAutoReplyAt === null || now.getTime() - lastAutoReplyAt.getTime() >= ONE_IN;
}

/**
 * How machines begin their texts, folded (foldWords), in the languages of the two-way countries. Drawn from
 * what mail programs, phones in driving mode and carriers write; collected on 2026-11-23.
 */
const OPENINGS: readonly string[] = [
  'auto-reply',
  'autoreply',
  'automatic reply',
  'automated reply',
  'automated message',
  'auto response',
  'this is an automated',
  'this is an automatic',
  'out of office',
  'i am out of office',
  'network msg',
  'do not reply',
  'please do not reply',
  "I'm driving",
  'i am driving',
  'no-reply',
  'noreply',
  'réponse automatique',
  'message automatique',
  'ne pas répondre',
  'respuesta automática',
  'automatisch antwoord',
  'automatische reactie',
  'automatische Antwort',
  'Abwesenheitsnotiz',
  'automatisk svar',
  'autosvar',
  'automatiskt svar',
  'automatická odpověď',
  'automatické odpovědi',
  'risposta automatica',
  'messaggio automatico',
  'non rispondere a questo',
  'automatinis atsakymas',
  'odpowiedź automatyczna',
  'automatyczna odpowiedź',
  'wiadomość automatyczna',
].map(foldWords);

/**
 * True when a machine seems to have sent this: the sender is a short code or a name, or the text begins as
 * machines begin.
 * @param originator the sender as the carrier named it, or as numbers/originator wrote it
 */
export function looksAutomatic(text: string, originator: string): boolean {
  if (!readOriginator(originator).replyable) return true;
  const words = `${foldWords(text)} `;
  return OPENINGS.some((opening) => words.startsWith(`${opening} `));
}
