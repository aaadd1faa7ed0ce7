/**
 * Delivers videos from an R2 bucket at Cloudflare's edge. Bindings of the worker: the bucket as
 * `VIDEOS` (the delivery store of the installation), the secret `DELIVERY_KEY` (what
 * EDUMASTER_DELIVERY_KEY is set to). The installation keeps EDUMASTER_DELIVERY_SIGNATURE at its
 * default, hmac-sha256, and is told the worker's origin in EDUMASTER_DELIVERY_URL.
 */
const address = /^\/v\/([\w-]{43})\.(\d{1,12})\/([0-9a-f-]{36})\/([\w-]+(?:\/[\w-]+)*\.(\w+))$/;

const contentTypes = {
  m3u8: 'application/vnd.apple.mpegurl',
  mpd: 'application/dash+xml',
  mp4: 'video/mp4',
  vtt: 'text/vtt',
  jpg: 'image/jpeg',
  webp: 'image/webp',
};

export default {
  async fetch(request, { VIDEOS, DELIVERY_KEY }) {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
    const [, mac, expiry, asset, file, extension] =
      address.exec(new URL(request.url).pathname) ?? [];
    if (!mac || !(extension in contentTypes)) return refuse(404);
    const isOurs = await verify({ key: DELIVERY_KEY, mac, signed: `${expiry}\n${asset}` });
    if (!isOurs || Number(expiry) * 1000 <= Date.now()) return refuse(403);
    const key = `media/${asset}/play/${file}`;
    const object =
      request.method === 'HEAD'
        ? await VIDEOS.head(key)
        : await VIDEOS.get(key, { range: request.headers, onlyIf: request.headers });
    if (!object) return refuse(404);
    return answer(object, { extension, isWhole: !request.headers.has('range') });
  },
};

/** `crypto.subtle.verify` compares in constant time. */
async function verify({ key, mac, signed }) {
  const text = new TextEncoder();
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('raw', text.encode(key), algorithm, false, [
    'verify',
  ]);
  const given = Uint8Array.from(atob(mac.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
    character.charCodeAt(0),
  );
  return crypto.subtle.verify('HMAC', imported, given, text.encode(signed));
}

function answer(object, { extension, isWhole }) {
  const isChanging = ['m3u8', 'mpd', 'vtt'].includes(extension);
  const headers = new Headers({
    'content-type': contentTypes[extension],
    'cache-control': isChanging ? 'private, no-cache' : 'private, max-age=600',
    etag: object.httpEtag,
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'content-length, content-range, etag',
    'cross-origin-resource-policy': 'cross-origin',
  });
  // A head, or what the browser has already.
  if (!('body' in object)) return new Response(null, { status: isWhole ? 200 : 304, headers });
  if (isWhole) return new Response(object.body, { headers });
  const { offset = 0, length = object.size - offset } = object.range;
  headers.set('content-range', `bytes ${offset}-${offset + length - 1}/${object.size}`);
  return new Response(object.body, { status: 206, headers });
}

function refuse(status) {
  return new Response(null, { status, headers: { 'access-control-allow-origin': '*' } });
}
