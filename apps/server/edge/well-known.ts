import { AppError } from '@edumaster/kernel';
import type { FastifyInstance } from 'fastify';

interface WellKnownOptions {
  readonly origin: string;
  /** Where a finding about security is reported: `mailto:` or `https:`. */
  readonly securityContact: string | undefined;
}

/** Computed when asked: an address that somebody reads today is not out of date. */
const validDays = 180;
const passwordPage = '/account/security';

/**
 * `/.well-known/security.txt` (RFC 9116), which is only there when somebody reads what is reported;
 * and `/.well-known/change-password`, by which password programs find the page.
 */
export function serveWellKnown(
  app: FastifyInstance,
  { origin, securityContact }: WellKnownOptions,
): void {
  app.get('/.well-known/security.txt', async (_, reply) => {
    if (!securityContact) throw new AppError('not_found');
    const expires = new Date(Date.now() + validDays * 24 * 60 * 60_000);
    const lines = [
      `Contact: ${securityContact}`,
      `Expires: ${expires.toISOString()}`,
      'Preferred-Languages: en',
      `Canonical: ${origin}/.well-known/security.txt`,
    ];
    return reply
      .header('cache-control', 'public, max-age=86400')
      .type('text/plain; charset=utf-8')
      .send(`${lines.join('\n')}\n`);
  });
  app.get('/.well-known/change-password', async (_, reply) =>
    reply.header('cache-control', 'no-store').redirect(passwordPage, 302),
  );
}
