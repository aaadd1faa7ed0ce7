import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';

/** Where tenants answer. */
@Injectable()
export class TenantUrls {
  readonly #origin: string;

  constructor(installation: Installation) {
    this.#origin = installation.origin;
  }

  /** An origin. @param subdomain null for the marketplace */
  of(subdomain: string | null): string {
    const url = new URL(this.#origin);
    if (subdomain !== null) url.hostname = `${subdomain}.${url.hostname}`;
    return url.origin;
  }
}
