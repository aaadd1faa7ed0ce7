import type { OutgoingHttp, OutgoingRequest } from './outgoing-http.ts';

/** Statuses whose responses have no body (Fetch: null body status). */
const withoutBody = new Set([101, 103, 204, 205, 304]);

/**
 * The same client in the form of `fetch`, for libraries that take one. Redirects are given back, as
 * with `redirect: 'manual'`.
 */
export function outgoingFetch(http: OutgoingHttp): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { method, url } = request;
    const { status, headers, body } = await http.send({
      url,
      method: method as NonNullable<OutgoingRequest['method']>,
      headers: Object.fromEntries(request.headers),
      ...(request.body ? { body: new Uint8Array(await request.arrayBuffer()) } : {}),
      ...(init?.signal ? { signal: init.signal } : {}),
    });
    const list = Object.entries(headers).flatMap(([name, value = []]) =>
      [value].flat().map((one): [string, string] => [name, one]),
    );
    const content = withoutBody.has(status) ? null : new Uint8Array(body);
    return new Response(content, { status, headers: list });
  };
}
