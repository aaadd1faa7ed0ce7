import { hash, type Options, verify } from '@node-rs/argon2';
import { randomToken } from './tokens.ts';
import { Turns } from './turns.ts';

/** Argon2id, 19 MiB, two passes, one lane; the library's default algorithm is argon2id. */
const cost: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * Anybody may make us do this work. It runs on libuv's four threads, which the files of every video
 * wait for too: it may have half of them. The longest queue is worked off within ten seconds.
 */
const turns = new Turns({ atATime: 2, waiting: 200 });

let nobodysHash: Promise<string> | undefined;

/** @throws AppError `unavailable` when too many passwords wait */
export function hashPassword(password: string): Promise<string> {
  return turns.run(() => hash(password, cost));
}

/**
 * Whether the password fits. Without a hash the same work is done for nothing, so that the time
 * does not tell whether an account exists.
 * @throws AppError `unavailable` when too many passwords wait
 */
export async function isPasswordOf(known: string | undefined, password: string): Promise<boolean> {
  nobodysHash ??= hash(randomToken(), cost);
  const compared = known ?? (await nobodysHash);
  const fits = await turns.run(() => verify(compared, password));
  return known !== undefined && fits;
}
