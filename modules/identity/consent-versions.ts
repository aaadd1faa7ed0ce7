import type { ConsentPurpose } from './domain/consent.ts';

/** Of the texts that people agree to now; a provider in the container, made from the settings. */
export class ConsentVersions {
  readonly #terms: string;

  constructor(terms: string) {
    this.#terms = terms;
  }

  of(purpose: ConsentPurpose): string {
    return purpose === 'terms' ? this.#terms : '1';
  }
}
