import type { RouteLimit } from '@edumaster/http/contract';

const minute = 60;
const hour = 60 * minute;

function byAddress(name: string, mostAMinute: number): RouteLimit {
  return { name, by: 'address', most: mostAMinute, windowSeconds: minute };
}

/**
 * By address generously, since a school sits behind one: never under 300 log-ins and 120 sign-ups a
 * minute. What one account may try is limited by the account (`use-cases/check-password.ts`).
 */
export const logInsByAddress = byAddress('log-in', 600);
export const signUpsByAddress = byAddress('sign-up', 300);

/** The answer says whether the address has an account. */
export const signUpsOfEmail: RouteLimit = {
  name: 'sign-up-of-email',
  by: 'body.email',
  most: 20,
  windowSeconds: hour,
};

/** Programs exchange their tokens every few minutes. */
export const tokensByAddress = byAddress('tokens', 3_000);

/** Steps of browsers through the issuer. */
export const issuerByAddress = byAddress('issuer', 3_000);

/** Mails that anybody can have sent to somebody's mailbox. */
export const mailsByAddress = byAddress('mails', 300);

export const resetsOfEmail: RouteLimit = {
  name: 'password-reset-of-email',
  by: 'body.email',
  most: 10,
  windowSeconds: hour,
};

export const mailsOfAccount: RouteLimit = {
  name: 'mails-of-account',
  by: 'account',
  most: 10,
  windowSeconds: hour,
};

/** Links of mails cannot be guessed; what follows them costs as much as a log-in. */
export const linksByAddress = byAddress('links', 600);

/** Asked for by the page itself each time that somebody opens it. */
export const signInStepsByAddress = byAddress('sign-in-steps', 1_200);
