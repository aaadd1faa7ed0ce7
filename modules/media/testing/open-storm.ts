import type { Encoder } from '@edumaster/encoder';
import type { Files } from '@edumaster/files';
import type { Ctx } from '@edumaster/kernel';
import { mediaWorld, serveMedia } from './media-world.ts';
import { Storm, type Tally } from './storm.ts';
import { originalImages, originalVideos } from './storm-originals.ts';

export type { Tally };

type World = Parameters<typeof mediaWorld>[0];

interface Place extends Pick<World, 'db' | 'outbox' | 'jobs' | 'audit' | 'quotas'> {
  /** Of an instructor. */
  readonly ctx: Ctx;
  /** Of this machine, with the sandbox that it has. */
  readonly encoder: Encoder;
  readonly files: Files;
  /** For what arrives. */
  readonly folder: string;
}

interface HowMany {
  readonly count: number;
  readonly from?: number;
  readonly seed: number;
}

export interface OpenStorm {
  /** Damaged pictures, as thumbnails, profile pictures and files of courses in turn. */
  images(how: HowMany): Promise<Tally>;
  /** Damaged videos. */
  videos(how: HowMany): Promise<Tally>;
  close(): Promise<void>;
}

/** Far above what the originals take on a busy machine. */
const imageMilliseconds = 30_000;
const videoMilliseconds = 180_000;

/** The module on a server, for files that mean harm. */
export async function openStorm({ ctx, folder, ...parts }: Place): Promise<OpenStorm> {
  const { db, encoder, files } = parts;
  const world = mediaWorld(parts);
  const app = await serveMedia(world, () => ctx);
  const storm = new Storm({ world, app, db, files, encoder, ctx, folder });
  return {
    images: async (how) => {
      const originals = await originalImages();
      return storm.images({ ...how, originals, milliseconds: imageMilliseconds });
    },
    videos: async (how) => {
      const originals = await originalVideos(encoder, folder);
      return storm.videos({ ...how, originals, milliseconds: videoMilliseconds });
    },
    close: () => app.close(),
  };
}
