import { Injectable } from '@nestjs/common';
import type { SigningKeys } from '../signing-keys.ts';
import { ExternalIssuerSettings } from './external-issuer-settings.ts';
import { issuerElsewhere } from './issuer-elsewhere.ts';

/** The keys are the issuer's, and none of our concern. */
@Injectable()
export class ExternalSigningKeys implements SigningKeys {
  readonly #settings: ExternalIssuerSettings;

  constructor(settings: ExternalIssuerSettings) {
    this.#settings = settings;
  }

  async list(): Promise<never> {
    throw issuerElsewhere(this.#settings);
  }

  async rotate(): Promise<never> {
    throw issuerElsewhere(this.#settings);
  }

  async drop(): Promise<never> {
    throw issuerElsewhere(this.#settings);
  }
}
