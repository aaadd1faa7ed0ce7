import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Where the buyer is and comes back to: the site of the tenant whose host was asked. */
@Injectable()
export class SiteOrigin {
  readonly #platform: string;

  constructor(installation: Installation) {
    this.#platform = installation.origin;
  }

  /** @param request of a host that is known to be a tenant's */
  of({ headers }: FastifyRequest): string {
    const site = new URL(this.#platform);
    if (headers.host) site.host = headers.host;
    return site.origin;
  }
}
