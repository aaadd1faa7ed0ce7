import { mkdtemp, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Visitor } from '../../running-server/visitor.ts';

export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

export interface HlsPlaylist {
  readonly iFramesOnly?: boolean;
  readonly targetDuration: number;
  readonly playlists: readonly HlsVariant[];
  readonly iFramePlaylists?: readonly HlsVariant[];
  readonly mediaGroups: {
    readonly AUDIO: Readonly<Record<string, Readonly<Record<string, { readonly uri: string }>>>>;
  };
  readonly segments: readonly {
    readonly uri: string;
    readonly duration: number;
    readonly byterange: ByteRange;
    readonly map: { readonly byterange: ByteRange };
  }[];
}

interface HlsVariant {
  readonly uri: string;
  readonly attributes: {
    readonly BANDWIDTH: number;
    readonly 'AVERAGE-BANDWIDTH': string;
    readonly CODECS: string;
    readonly RESOLUTION: { readonly width: number; readonly height: number };
  };
}

// The package has no types.
const { Parser } = createRequire(import.meta.url)('m3u8-parser') as {
  Parser: new () => { readonly manifest: HlsPlaylist; push(text: string): void; end(): void };
};

/** What lies at the signed addresses of a video, fetched as players do. */
export class DownloadedVideo {
  readonly #by: Visitor;
  readonly #base: URL;
  readonly #files = new Map<string, Promise<Buffer>>();

  /** @param manifestUrl of any playlist or manifest of the video */
  constructor(by: Visitor, manifestUrl: string) {
    this.#by = by;
    this.#base = new URL(manifestUrl, by.url);
  }

  file(name: string): Promise<Buffer> {
    const known = this.#files.get(name) ?? this.#download(name);
    this.#files.set(name, known);
    return known;
  }

  /** The playlist, as m3u8-parser understands it. */
  async playlist(name: string): Promise<HlsPlaylist> {
    const parser = new Parser();
    parser.push((await this.file(name)).toString());
    parser.end();
    return parser.manifest;
  }

  /** A path of this machine with the content, for programs. */
  async onDisk(name: string): Promise<string> {
    const path = join(await mkdtemp(join(tmpdir(), 'edumaster-download-')), name);
    await writeFile(path, await this.file(name));
    return path;
  }

  async #download(name: string): Promise<Buffer> {
    const response = await this.#by.send(new URL(name, this.#base).href);
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  }
}
