import type { RouteLimit } from '@edumaster/http/contract';

/**
 * By address generously, since a school sits behind one: never under 300 log-ins and 120 sign-ups a
 * minute. What one account may try is limited by the account (`use-cases/check-password.ts`).
 */
export const logInsByAddress: RouteLimit = {
  name: 'log-in',
  by: 'address',
  most: 600,
  windowSeconds: 60,
};

export const signUpsByAddress: RouteLimit = {
  name: 'sign-up',
  by: 'address',
  most: 300,
  windowSeconds: 60,
};

/** The answer says whether the address has an account. */
export const signUpsOfEmail: RouteLimit = {
  name: 'sign-up-of-email',
  by: 'body.email',
  most: 20,
  windowSeconds: 60 * 60,
};

/** Programs exchange their tokens every few minutes. */
export const tokensByAddress: RouteLimit = {
  name: 'tokens',
  by: 'address',
  most: 3_000,
  windowSeconds: 60,
};

/** Steps of browsers through the issuer. */
export const issuerByAddress: RouteLimit = {
  name: 'issuer',
  by: 'address',
  most: 3_000,
  windowSeconds: 60,
};

/** Mails that anybody can have sent to somebody's mailbox. */
export const mailsByAddress: RouteLimit = {
  name: 'mails',
  by: 'address',
  most: 300,
  windowSeconds: 60,
};

export const resetsOfEmail: RouteLimit = {
  name: 'password-reset-of-email',
  by: 'body.email',
  most: 10,
  windowSeconds: 60 * 60,
};

export const mailsOfAccount: RouteLimit = {
  name: 'mails-of-account',
  by: 'account',
  most: 10,
  windowSeconds: 60 * 60,
};

/** Links of mails cannot be guessed; what follows them costs as much as a log-in. */
export const linksByAddress: RouteLimit = {
  name: 'links',
  by: 'address',
  most: 600,
  windowSeconds: 60,
};

/** Asked for by the page itself each time that somebody opens it. */
export const signInStepsByAddress: RouteLimit = {
  name: 'sign-in-steps',
  by: 'address',
  most: 1_200,
  windowSeconds: 60,
};
