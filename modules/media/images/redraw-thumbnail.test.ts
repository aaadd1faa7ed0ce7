import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { pngBomb, zipOf } from '../testing/strange-files.ts';
import { redrawThumbnail } from './redraw-thumbnail.ts';

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: '#3366aa80' } });

describe('a thumbnail', () => {
  it('is drawn anew in AVIF and WebP in all widths, and as a JPEG, without metadata', async () => {
    const exif = { IFD0: { Make: 'SecretCamera' } };
    const taken = await picture(1_920, 1_080).jpeg().withExif(exif).toBuffer();
    const sent = Buffer.concat([taken, zipOf('evil.html', '<script>alert(1)</script>')]);
    const { files, jpeg } = await redrawThumbnail(sent);
    expect(files.map(({ name }) => name)).toEqual([
      '320.avif',
      '320.webp',
      '640.avif',
      '640.webp',
      '960.avif',
      '960.webp',
      '1280.avif',
      '1280.webp',
    ]);
    for (const { name, bytes } of files) {
      const [width, format] = name.split('.');
      const facts = await sharp(bytes)
        .metadata()
        .catch(() => undefined);
      // AVIF is written here and never read: the reader of it stays switched off.
      if (format === 'webp') expect(facts).toMatchObject({ format, width: Number(width) });
      else expect(bytes.toString('latin1', 4, 12)).toBe('ftypavif');
    }
    expect(await sharp(jpeg).metadata()).toMatchObject({ format: 'jpeg', width: 1_280 });
    for (const bytes of [jpeg, ...files.map((file) => file.bytes)]) {
      for (const trace of ['SecretCamera', 'script', 'PK\x05\x06']) {
        expect(bytes.includes(trace)).toBe(false);
      }
    }
  });

  it('that is small is not blown up, and one that is tall stays in bounds', async () => {
    const small = await redrawThumbnail(await picture(200, 100).png().toBuffer());
    expect(await sharp(small.jpeg).metadata()).toMatchObject({ width: 200, height: 100 });
    const tall = await redrawThumbnail(await picture(400, 8_000).webp().toBuffer());
    expect((await sharp(tall.jpeg).metadata()).height).toBeLessThanOrEqual(2_560);
  });

  it('that lies lengthwise in its file stands upright', async () => {
    const turned = await picture(400, 200).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    const { jpeg } = await redrawThumbnail(turned);
    expect(await sharp(jpeg).metadata()).toMatchObject({ width: 200, height: 400 });
  });

  it.each<[string, () => Promise<Buffer> | Buffer, string]>([
    ['a bomb', () => pngBomb(30_000, 30_000), 'image_too_large'],
    [
      'cut off',
      async () => (await picture(500, 500).png().toBuffer()).subarray(0, 60),
      'image_broken',
    ],
    ['no image', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'not_an_image'],
    [
      'noise behind a head',
      () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), randomBytes(999)]),
      'image_broken',
    ],
  ])('that is %s is refused', async (_, make, code) => {
    await expect(redrawThumbnail(await make())).rejects.toMatchObject({
      name: 'FileRefused',
      code,
    });
  });
});
