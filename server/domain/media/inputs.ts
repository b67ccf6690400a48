import * as z from 'zod';
import { idField, newIdField } from '../input-fields';
import { MMS_BUDGET } from './file';
import { LEAST_BUDGET } from './shrink-budgets';

/** Where an upload belongs: a conversation, or a virtual telephone of the simulator, which claims what type it has. */
export const uploadInput = z.union([
  z.strictObject({ id: newIdField, conversationId: idField, name: z.string().max(5_000) }),
  z.strictObject({
    id: newIdField,
    handsetId: idField,
    name: z.string().max(5_000),
    type: z.string().max(200).optional(),
  }),
]);
export type UploadInput = z.output<typeof uploadInput>;

/** A picture again, made to fit: `id` names the new file, `fileId` the large one, which stays. */
export const shrinkInput = z.strictObject({
  id: newIdField,
  fileId: idField,
  budget: z.number().int().min(LEAST_BUDGET).max(MMS_BUDGET),
});

export const unsentFilesInput = z.strictObject({ conversationId: idField });
export type UnsentFilesInput = z.output<typeof unsentFilesInput>;

export const fileInput = z.strictObject({ fileId: idField });
export type FileInput = z.output<typeof fileInput>;

/** Its original goes with it, unless that is to take its place again. */
export const removeFileInput = z.strictObject({ fileId: idField, keepOriginal: z.boolean().optional() });
export type RemoveFileInput = z.output<typeof removeFileInput>;

/** For how many days files are kept, at most ten years; null = for ever. */
export const fileRetentionInput = z.strictObject({ days: z.number().int().min(1).max(3_650).nullable() });
export type FileRetentionInput = z.output<typeof fileRetentionInput>;
