import { Image } from '@mantine/core';

/** The side of the place in a chip, in CSS pixels. */
const SIDE = 40;

interface ChipPictureProps {
  src: string;
  /** Its own size, as far as it is known. */
  of: { width: number | null; height: number | null } | null;
}

/** A picture in the small square of its chip: it fills it, and one that is smaller stands in the middle. */
export function ChipPicture({ src, of }: ChipPictureProps) {
  const small = Math.max(of?.width ?? SIDE, of?.height ?? SIDE) < SIDE;
  return <Image src={src} alt="" w="100%" h="100%" fit={small ? 'scale-down' : 'cover'} />;
}
