import { MAX_WAITING } from './file';

/** Why a file is not taken, whoever brings it, with what to do about it. */
export const FILE_REFUSALS = {
  too_big: 'This file is too large. Up to 25 MB can be uploaded, and pictures are shrunk to fit an MMS.',
  never_fits: 'This file is larger than an MMS can be (3.5 MB), and only pictures can be shrunk.',
  too_many_waiting: `${MAX_WAITING} files wait here already. Send or remove some first.`,
  empty: 'This file is empty.',
  type_not_taken: 'Files of this type cannot be sent by MMS. See “Supported file types”.',
  heic: 'HEIC pictures cannot be read here. Save it as JPEG, or set the camera to “Most compatible”.',
  too_many_pixels: 'This picture is too large to open: more than 25 million pixels. Scale it down first.',
  too_many_frames: 'This animation is too long: more than 200 frames.',
  too_costly: 'This file needs too much memory or time to be opened. Make it smaller first.',
  damaged: 'This file is damaged or not what its beginning says.',
  text_too_long: 'This text is too long to go as SMS: more than 10 texts of 4,500 characters.',
  cannot_shrink: 'This picture cannot be made small enough.',
  animated: 'An animation cannot be shrunk without stopping it.',
} as const;

export type FileRefusal = keyof typeof FILE_REFUSALS;
