import type { SystemCtx } from '@edumaster/kernel';

/** One that is published before it signs, the one that signs, or one whose tokens still count. */
export type SigningKeyState = 'next' | 'current' | 'retired';

export interface SigningKeyFacts {
  readonly kid: string;
  readonly state: SigningKeyState;
  readonly createdAt: Date;
  /** Since when it signs, or signed. */
  readonly activatedAt: Date | null;
  /** When a retired one disappears from the published keys. */
  readonly publishedUntil: Date | null;
}

/** The keys that the embedded issuer signs tokens with. Every process follows a change at once. */
export abstract class SigningKeys {
  /** All that are published: the current one, the next, and the retired ones. */
  abstract list(ctx: SystemCtx): Promise<readonly SigningKeyFacts[]>;

  /**
   * Lets the next key sign from now on. Tokens of the key before it count until they expire.
   * @param input.now also when the next key was published so recently that others who check our
   *   tokens may not know it yet
   * @returns the new current key
   * @throws AppError `signing_key_too_new`, `issuer_elsewhere`
   */
  abstract rotate(ctx: SystemCtx, input: { readonly now: boolean }): Promise<SigningKeyFacts>;

  /**
   * Takes a key that somebody else may know out of use: no token of it counts from now on. Who is
   * signed in with a browser stays so, programs refresh.
   * @returns the key that signs from now on
   * @throws AppError `signing_key_not_found`, `issuer_elsewhere`
   */
  abstract drop(ctx: SystemCtx, input: { readonly kid: string }): Promise<SigningKeyFacts>;
}
