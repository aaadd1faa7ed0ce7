import type { ConsentPurpose } from './domain/consent.ts';

export interface ConsentText {
  readonly purpose: ConsentPurpose;
  readonly version: string;
  /** Where it can be read; null for what its sentence says all of. */
  readonly url: string | null;
}

/** What people are asked to agree to here; a provider in the container, made from the settings. */
export class ConsentTexts {
  readonly #texts: readonly ConsentText[];

  /** @param terms null when the operator has none: then nobody is said to have agreed to them */
  constructor(terms: { readonly url: string; readonly version: string } | null) {
    const news = { purpose: 'news', version: '1', url: null } as const;
    this.#texts = terms ? [{ purpose: 'terms', ...terms }, news] : [news];
  }

  all(): readonly ConsentText[] {
    return this.#texts;
  }

  of(purpose: ConsentPurpose): ConsentText | undefined {
    return this.#texts.find((text) => text.purpose === purpose);
  }
}
