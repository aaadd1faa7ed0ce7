import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';

const packings = ['br', 'gzip'] as const;
type Packing = (typeof packings)[number];

/** Scripts and styles of a build: their names change with their content. */
const packed = /^\/_next\/static\/[\w./~@()[\]-]+\.(js|css|json|svg)$/;

/** All of a build take about a tenth of this. */
const cacheBytes = 8 * 1024 ** 2;

/** Beyond this quality each percent costs twice the time. */
const brotliQuality = 9;

interface PackedAsset {
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly cacheControl: string;
}

export interface RenderedAsset {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: ArrayBuffer;
}

/**
 * Scripts and styles of the pages, compressed once and kept: a player is 800 KB as it lies on the
 * disk, and a quarter of that on the line.
 */
export class PackedAssets {
  readonly #load: (path: string, request: FastifyRequest) => Promise<RenderedAsset>;
  readonly #kept = new LRUCache<string, PackedAsset>({
    maxSize: cacheBytes,
    sizeCalculation: ({ bytes }) => Math.max(1, bytes.length),
  });
  /** Who asks for what is being packed waits for it. */
  readonly #underWay = new Map<string, Promise<PackedAsset | undefined>>();

  /** @param load asks the renderer */
  constructor(load: (path: string, request: FastifyRequest) => Promise<RenderedAsset>) {
    this.#load = load;
  }

  /** False for what is no asset, or is wanted as it lies there. */
  async answer(path: string, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    if (!packed.test(path)) return false;
    reply.header('vary', 'accept-encoding');
    const packing = packingFor(request);
    const asset = packing && (await this.#find(path, packing, request));
    if (!asset) return false;
    // A worker goes by the policy of its own file, and by the page's when that has none.
    if (path.endsWith('.js')) reply.removeHeader('content-security-policy');
    void reply
      .header('content-encoding', packing)
      .header('content-type', asset.contentType)
      .header('cache-control', asset.cacheControl)
      .send(asset.bytes);
    return true;
  }

  #find(path: string, packing: Packing, request: FastifyRequest) {
    const name = `${packing} ${path}`;
    const known = this.#kept.get(name) ?? this.#underWay.get(name);
    if (known) return known;
    const finding = this.#pack(path, packing, request).then((asset) => {
      if (asset) this.#kept.set(name, asset);
      return asset;
    });
    const done = () => void this.#underWay.delete(name);
    finding.then(done, done);
    this.#underWay.set(name, finding);
    return finding;
  }

  async #pack(
    path: string,
    packing: Packing,
    request: FastifyRequest,
  ): Promise<PackedAsset | undefined> {
    const { status, headers, bytes } = await this.#load(path, request);
    if (status !== 200) return undefined;
    return {
      bytes: await compress(packing, Buffer.from(bytes)),
      contentType: String(headers['content-type'] ?? 'application/octet-stream'),
      cacheControl: String(headers['cache-control'] ?? 'no-cache'),
    };
  }
}

/** The best that the client takes; a part of an asset is a part of the bytes as they lie there. */
function packingFor({ method, headers }: FastifyRequest): Packing | undefined {
  if (method !== 'GET' || headers.range !== undefined) return undefined;
  const accepted = String(headers['accept-encoding'] ?? '')
    .split(',')
    .filter((choice) => !/;\s*q=0(\.0*)?\s*$/.test(choice))
    .map((choice) => choice.split(';', 1)[0]?.trim().toLowerCase());
  return packings.find((packing) => accepted.includes(packing));
}

function compress(packing: Packing, content: Buffer): Promise<Buffer> {
  if (packing === 'gzip') return promisify(gzip)(content, { level: 9 });
  return promisify(brotliCompress)(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: brotliQuality,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
}
