import * as z from 'zod';
import { textField } from '../input-fields';
import type { NotificationKind } from './notification-kinds';

const DAY_MINUTES = 24 * 60;
const REMAPPED_KEYS = 200;

const minuteField = z
  .int()
  .min(0)
  .max(DAY_MINUTES - 1);
const channelsField = z.strictObject({ browser: z.boolean(), sound: z.boolean() });
const notificationsField = z.strictObject({
  assigned: channelsField,
  mine: channelsField,
  unassigned: channelsField,
  mentioned: channelsField,
  failed: channelsField,
  escalated: channelsField,
} satisfies Record<NotificationKind, typeof channelsField>);
const quietHoursField = z
  .strictObject({ from: minuteField, to: minuteField })
  .refine(({ from, to }) => from !== to, 'Quiet hours begin and end at different times.')
  .nullable();
const actionIdField = textField(80).min(1);
const keyField = textField(40).min(1).nullable();
const remapField = z
  .record(actionIdField, keyField)
  .refine((remap) => Object.keys(remap).length <= REMAPPED_KEYS, `At most ${REMAPPED_KEYS} keys.`);
const undoSecondsField = z.union([z.literal(0), z.literal(5), z.literal(10)]);
const densityField = z.enum(['comfortable', 'compact']);

/** Everything one user likes, as it is saved: always whole, so that nothing falls back unnoticed. */
export const preferencesInput = z.strictObject({
  notifications: notificationsField,
  /** A notification shows the words of the message; without, only whom it is from. */
  showText: z.boolean(),
  /** No sounds and no browser notifications in them (quiet-hours.ts). */
  quietHours: quietHoursField,
  shortcuts: z.strictObject({
    enabled: z.boolean(),
    /** Own keys by the id of the action; null = none. */
    remap: remapField,
  }),
  /** How long a message can be taken back before it goes; 0 = it goes at once. */
  sendUndoSeconds: undoSecondsField,
  density: densityField,
});
export type Preferences = z.output<typeof preferencesInput>;

export const DEFAULT_PREFERENCES: Preferences = {
  notifications: {
    assigned: { browser: true, sound: true },
    mine: { browser: true, sound: true },
    unassigned: { browser: true, sound: false },
    mentioned: { browser: true, sound: true },
    failed: { browser: true, sound: true },
    escalated: { browser: true, sound: true },
  },
  showText: true,
  quietHours: null,
  shortcuts: { enabled: true, remap: {} },
  sendUndoSeconds: 0,
  density: 'comfortable',
};

/**
 * Preferences as any release has stored them. Each field that is missing or that this release does not
 * understand is the default; what it does not know is left out. Never throws.
 */
export function readPreferences(stored: unknown): Preferences {
  const { notifications, showText, quietHours, shortcuts, sendUndoSeconds, density } = record(stored);
  const defaults = DEFAULT_PREFERENCES;
  const kinds = record(notifications);
  const keys = record(shortcuts);
  const channels = (kind: NotificationKind) => {
    const { browser, sound } = record(kinds[kind]);
    return {
      browser: valid(z.boolean(), browser, defaults.notifications[kind].browser),
      sound: valid(z.boolean(), sound, defaults.notifications[kind].sound),
    };
  };
  return {
    notifications: {
      assigned: channels('assigned'),
      mine: channels('mine'),
      unassigned: channels('unassigned'),
      mentioned: channels('mentioned'),
      failed: channels('failed'),
      escalated: channels('escalated'),
    },
    showText: valid(z.boolean(), showText, defaults.showText),
    quietHours: valid(quietHoursField, quietHours, defaults.quietHours),
    shortcuts: {
      enabled: valid(z.boolean(), keys.enabled, defaults.shortcuts.enabled),
      remap: readRemap(keys.remap),
    },
    sendUndoSeconds: valid(undoSecondsField, sendUndoSeconds, defaults.sendUndoSeconds),
    density: valid(densityField, density, defaults.density),
  };
}

/** Keys that can be read stay, whatever stands beside them. */
function readRemap(stored: unknown): Preferences['shortcuts']['remap'] {
  const readable = Object.entries(record(stored)).flatMap(([id, key]) => {
    const own = keyField.safeParse(key);
    return actionIdField.safeParse(id).success && own.success ? [[id, own.data] as const] : [];
  });
  return valid(remapField, Object.fromEntries(readable.slice(0, REMAPPED_KEYS)), {});
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function valid<T>(field: z.ZodType<T>, value: unknown, otherwise: T): T {
  const read = field.safeParse(value);
  return read.success ? read.data : otherwise;
}
