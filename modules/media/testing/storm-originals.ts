import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Encoder } from '@edumaster/encoder';
import sharp from 'sharp';

/** A real file that a storm damages. */
export interface Original {
  readonly filename: string;
  readonly bytes: Buffer;
}

/** A small picture in each format that people have. */
export async function originalImages(): Promise<readonly Original[]> {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="80">' +
    '<rect width="120" height="80" fill="#369"/><circle cx="60" cy="40" r="30" fill="#fc3"/></svg>';
  const noise = { type: 'gaussian', mean: 120, sigma: 60 } as const;
  const create = { width: 120, height: 80, channels: 3, background: '#336699', noise } as const;
  const raw = await sharp({ create }).png().toBuffer();
  const photo = () => sharp(raw);
  return [
    { filename: 'a.png', bytes: raw },
    { filename: 'b.png', bytes: await photo().ensureAlpha(0.5).png({ palette: true }).toBuffer() },
    { filename: 'a.jpg', bytes: await photo().jpeg().withMetadata({ orientation: 6 }).toBuffer() },
    { filename: 'b.jpg', bytes: await photo().jpeg({ progressive: true }).toBuffer() },
    { filename: 'a.webp', bytes: await photo().webp().toBuffer() },
    { filename: 'b.webp', bytes: await photo().webp({ lossless: true }).toBuffer() },
    { filename: 'a.avif', bytes: await photo().avif({ effort: 0 }).toBuffer() },
    { filename: 'a.gif', bytes: await photo().gif().toBuffer() },
    { filename: 'a.svg', bytes: Buffer.from(svg) },
  ];
}

/** A clip of a second in each container that is taken. */
export async function originalVideos(
  encoder: Encoder,
  folder: string,
): Promise<readonly Original[]> {
  const shape = { durationSeconds: 1, width: 128, height: 72, framesPerSecond: 10 } as const;
  const formats = ['mp4', 'mov', 'mkv', 'ts', 'avi', 'webm', 'webm-vp8'] as const;
  const originals: Original[] = [];
  for (const format of formats) {
    const filename = `a.${format.replace('-vp8', '')}`;
    const output = join(folder, `original-${format}`);
    await encoder.makeClip({ output, format, ...shape });
    originals.push({ filename, bytes: await readFile(output) });
  }
  return originals;
}
