/** Why a file is not taken, whoever brings it, with what to do about it. */
export const FILE_REFUSALS = {
  too_big: 'This file is too large. Up to 25 MB can be uploaded, and pictures are shrunk to fit an MMS.',
  empty: 'This file is empty.',
  type_not_taken: 'Files of this type cannot be sent by MMS. See “Supported file types”.',
  heic: 'HEIC pictures cannot be read here. Save it as JPEG, or set the camera to “Most compatible”.',
  too_many_pixels: 'This picture is too large to open: more than 25 million pixels. Scale it down first.',
  too_many_frames: 'This animation is too long: more than 200 frames.',
  damaged: 'This file is damaged or not what its beginning says.',
  text_too_long: 'This text is too long to go as SMS: more than 10 texts of 4,500 characters.',
  cannot_shrink: 'This picture cannot be made small enough.',
  animated: 'An animation cannot be shrunk without stopping it.',
} as const;

export type FileRefusal = keyof typeof FILE_REFUSALS;
