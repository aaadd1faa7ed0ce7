import { Installation, type PlainRoutes } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { Issuer } from '../issuer/issuer.ts';
import { issuerScope } from '../issuer/issuer-scope.ts';
import { KnownHosts } from '../known-hosts.ts';

/** `/oidc/*`: the embedded issuer, on the platform's host only. */
@Injectable()
export class IssuerRoutes implements PlainRoutes {
  readonly #origin: string;
  readonly #issuer: Issuer;
  readonly #hosts: KnownHosts;

  constructor(installation: Installation, issuer: Issuer, hosts: KnownHosts) {
    this.#origin = installation.origin;
    this.#issuer = issuer;
    this.#hosts = hosts;
  }

  mount(app: FastifyInstance): void {
    const provider = () => this.#issuer.provider();
    const isOurs = async (host: string) => (await this.#hosts.find(host))?.isPlatform ?? false;
    app.register(issuerScope({ provider, origin: this.#origin, isOurs }));
  }
}
