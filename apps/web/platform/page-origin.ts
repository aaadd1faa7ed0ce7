import { headers } from 'next/headers';

/** The origin that the visitor sees; the edge overwrites what a client may have sent. */
export async function pageOrigin(): Promise<string> {
  const incoming = await headers();
  const host = incoming.get('x-forwarded-host') ?? incoming.get('host') ?? 'localhost';
  const protocol = incoming.get('x-forwarded-proto') ?? 'http';
  return `${protocol}://${host}`;
}
