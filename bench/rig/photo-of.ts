import sharp from 'sharp';

/** A JPEG of about this many bytes, as a telephone takes them. */
export async function photoOf(bytes: number): Promise<Buffer> {
  for (let quality = 90; quality > 20; quality -= 5) {
    const photo = await sharp({
      create: {
        width: 1_600,
        height: 1_200,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 8 },
      },
    })
      .jpeg({ quality })
      .toBuffer();
    if (photo.length <= bytes) return photo;
  }
  throw new Error('no picture is that small');
}
