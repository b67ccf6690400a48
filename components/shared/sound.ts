import type { NotificationKind } from '@/server/domain/settings/notification-kinds';

/** Two short tones for each (Hz): rising for what is good to know, falling for what went wrong. */
const TONES: Record<NotificationKind, [number, number]> = {
  mine: [660, 880],
  unassigned: [523, 660],
  mentioned: [784, 1_047],
  assigned: [587, 784],
  escalated: [740, 740],
  failed: [440, 311],
};

/** Seconds. */
const TONE = 0.14;
const LOUDNESS = 0.12;
/** Several things at once make one sound (milliseconds). */
const PAUSE_MS = 1_500;

let context: AudioContext | null = null;
let lastAt = Number.NEGATIVE_INFINITY;

/** Plays it, unless another one was heard just now or the browser waits for the person's first click. */
export async function playSound(kind: NotificationKind, { always = false } = {}): Promise<void> {
  if (!always && performance.now() - lastAt < PAUSE_MS) return;
  lastAt = performance.now();
  context ??= new AudioContext();
  if (context.state === 'suspended') {
    // Without a click so far, resume() waits for one: a sound that comes then would tell of nothing.
    if (!navigator.userActivation?.hasBeenActive) return;
    await context.resume();
  }
  const [first, second] = TONES[kind];
  tone(context, first, context.currentTime);
  tone(context, second, context.currentTime + TONE);
}

function tone(audio: AudioContext, frequency: number, at: number): void {
  const oscillator = new OscillatorNode(audio, { frequency, type: 'sine' });
  const gain = new GainNode(audio, { gain: 0 });
  // A swell instead of a switch, which would click.
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(LOUDNESS, at + 0.015);
  gain.gain.exponentialRampToValueAtTime(0.0001, at + TONE);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(at);
  oscillator.stop(at + TONE);
}
