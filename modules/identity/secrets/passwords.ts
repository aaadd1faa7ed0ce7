import { hash, type Options, verify } from '@node-rs/argon2';
import { randomToken } from './seal.ts';

/** Argon2id, 19 MiB, two passes, one lane; the library's default algorithm is argon2id. */
const cost: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

let nobodysHash: Promise<string> | undefined;

export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

/**
 * Whether the password fits. Without a hash the same work is done for nothing, so that the time
 * does not tell whether an account exists.
 */
export async function isPasswordOf(known: string | undefined, password: string): Promise<boolean> {
  nobodysHash ??= hashPassword(randomToken());
  const fits = await verify(known ?? (await nobodysHash), password);
  return known !== undefined && fits;
}
