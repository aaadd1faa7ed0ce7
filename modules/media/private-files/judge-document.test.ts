import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { judgeDocument } from './judge-document.ts';
import { redrawAvatar } from '../images/redraw-image.ts';
import { FileRefused } from './refusal.ts';
import { pdfOf, pngBomb, zipOf } from '../testing/strange-files.ts';

const photo = (width = 300, height = 200) =>
  sharp({ create: { width, height, channels: 3, background: '#3366aa' } });

const refusal = (code: string) => expect.objectContaining({ name: 'FileRefused', code });

describe('a paper', () => {
  it.each([
    ['paper.jpg', () => photo().jpeg().toBuffer()],
    ['paper.JPEG', () => photo().jpeg().toBuffer()],
    ['paper.png', () => photo().png().toBuffer()],
    ['paper.webp', () => photo().webp().toBuffer()],
  ])('%s is kept as a JPEG of ours', async (name, make) => {
    const kept = await judgeDocument(name, await make());
    expect(kept.contentType).toBe('image/jpeg');
    expect(await sharp(kept.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 300 });
  });

  it('loses where and with what it was taken', async () => {
    const exif = { IFD0: { Make: 'SecretCamera' }, IFD3: { GPSLatitude: '52/1 31/1 0/1' } };
    const taken = await photo().jpeg().withExif(exif).toBuffer();
    expect(taken.includes('SecretCamera')).toBe(true);
    const { bytes } = await judgeDocument('paper.jpg', taken);
    expect(bytes.includes('SecretCamera')).toBe(false);
    expect((await sharp(bytes).metadata()).exif).toBeUndefined();
  });

  it('that is an image and something else too, is an image and nothing else afterwards', async () => {
    const image = await photo().jpeg().toBuffer();
    const tails = [
      zipOf('evil.html', '<script>alert(1)</script>'),
      Buffer.from('<html><script>alert(1)</script></html>'),
      pdfOf('/OpenAction << /S /JavaScript /JS (app.alert(1)) >>'),
      Buffer.from('X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'),
    ];
    for (const tail of tails) {
      const { bytes, contentType } = await judgeDocument('a.jpg', Buffer.concat([image, tail]));
      expect(contentType).toBe('image/jpeg');
      for (const trace of ['script', 'PK\x05\x06', '%PDF', 'EICAR']) {
        expect(bytes.includes(trace)).toBe(false);
      }
    }
  });

  it('in PDF is kept as it is', async () => {
    const pdf = pdfOf('');
    const kept = await judgeDocument('paper.pdf', pdf);
    expect(kept).toEqual({ contentType: 'application/pdf', bytes: pdf });
  });

  const objectStream = (content: string) => {
    const packed = deflateSync(content);
    const head = `5 0 obj << /Type /ObjStm /Filter /FlateDecode /Length ${packed.length} >> stream\n`;
    return Buffer.concat([Buffer.from(head), packed, Buffer.from('\nendstream endobj\n')]);
  };

  it.each<[string, Buffer, string]>([
    ['with a script', pdfOf('/OpenAction << /S /JavaScript /JS (x) >>'), 'pdf_active'],
    ['with a script in escapes', pdfOf('/OpenAction << /S /J#61vaScript >>'), 'pdf_active'],
    ['that starts a program', pdfOf('/OpenAction << /S /Launch /F (cmd) >>'), 'pdf_active'],
    ['with a file inside', pdfOf('/Names << /EmbeddedFiles 3 0 R >>'), 'pdf_active'],
    [
      'with a script in an object stream',
      pdfOf('', objectStream('<< /S /JavaScript /JS (x) >>')),
      'pdf_active',
    ],
    ['with a stream that unpacks for ever', pdfOf('', objectStream('a'.repeat(9e6))), 'pdf_broken'],
    ['behind a password', pdfOf('/Encrypt 4 0 R'), 'pdf_encrypted'],
    ['cut off', pdfOf('').subarray(0, -8), 'pdf_broken'],
    ['that is a zip too', Buffer.concat([pdfOf(''), zipOf('a', 'b')]), 'name_and_content_differ'],
    [
      'that is a page too',
      Buffer.from('%PDF-1.7\n<html><script>1</script>\n%%EOF'),
      'name_and_content_differ',
    ],
    ['that begins later', Buffer.concat([Buffer.from('GIF89a'), pdfOf('')]), 'not_a_document'],
  ])('in PDF %s is refused', async (_, bytes, code) => {
    await expect(judgeDocument('paper.pdf', bytes)).rejects.toEqual(refusal(code));
  });

  it.each<[string, Buffer | Promise<Buffer>, string]>([
    ['paper.pdf', photo().jpeg().toBuffer(), 'name_and_content_differ'],
    ['paper.jpg', pdfOf(''), 'name_and_content_differ'],
    ['paper.png', photo().jpeg().toBuffer(), 'name_and_content_differ'],
    ['paper.jpg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'not_a_document'],
    ['paper.png', Buffer.from('<html><script>alert(1)</script>'), 'not_a_document'],
    ['paper.jpg', zipOf('a', 'b'), 'not_a_document'],
    ['paper.png', Buffer.from('MZ\x90\0'), 'not_a_document'],
    ['paper.jpg', photo().gif().toBuffer(), 'not_a_document'],
    ['paper.jpg', photo().tiff().toBuffer(), 'not_a_document'],
    ['paper.jpg', photo().heif({ compression: 'av1' }).toBuffer(), 'not_a_document'],
    ['paper.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'image_broken'],
    ['paper.png', pngBomb(20_000, 20_000), 'image_too_large'],
  ])('that lies about itself (%s) is refused (%#)', async (name, bytes, code) => {
    await expect(judgeDocument(name, await bytes)).rejects.toEqual(refusal(code));
  });

  it('that was damaged anywhere is refused or drawn anew, and never breaks us', async () => {
    const originals = [
      ['a.jpg', await photo().jpeg().toBuffer()],
      ['a.png', await photo().png().toBuffer()],
      ['a.webp', await photo().webp().toBuffer()],
      ['a.pdf', pdfOf('')],
    ] as const;
    const damage = fc.tuple(
      fc.constantFrom(...originals),
      fc.nat(),
      fc.integer({ min: 1, max: 64 }),
    );
    await fc.assert(
      fc.asyncProperty(damage, async ([[name, original], at, length]) => {
        const bytes = Buffer.from(original);
        randomBytes(length).copy(bytes, at % bytes.length);
        const outcome = await judgeDocument(name, bytes).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(FileRefused);
        else
          expect(outcome).toMatchObject({
            contentType: name.endsWith('pdf') ? 'application/pdf' : 'image/jpeg',
          });
      }),
      { numRuns: 300 },
    );
  });
});

describe('a profile picture', () => {
  it('becomes three squares without metadata', async () => {
    const taken = await photo(900, 400)
      .jpeg()
      .withExif({ IFD0: { Make: 'Secret' } })
      .toBuffer();
    const sizes = await redrawAvatar(taken);
    expect(sizes.map(({ size }) => size)).toEqual([64, 128, 512]);
    for (const { size, bytes } of sizes) {
      expect(await sharp(bytes).metadata()).toMatchObject({
        format: 'webp',
        width: size,
        height: size,
      });
      expect(bytes.includes('Secret')).toBe(false);
    }
  });

  it('does not hold up the rest of the server', async () => {
    const large = await photo(6_000, 6_000).jpeg().toBuffer();
    let ticks = 0;
    const timer = setInterval(() => (ticks += 1), 5);
    await Promise.all([redrawAvatar(large), redrawAvatar(large)]);
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(5);
  });

  it('that is a bomb is refused before it is unpacked', async () => {
    const before = process.memoryUsage().rss;
    await expect(redrawAvatar(pngBomb(30_000, 30_000))).rejects.toEqual(refusal('image_too_large'));
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 ** 2);
  });
});
