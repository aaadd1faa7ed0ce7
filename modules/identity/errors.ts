import { defineErrors } from '@edumaster/kernel';

export const identityErrors = defineErrors('identity', {
  invalid_credentials: {
    status: 401,
    title: 'The e-mail address or the password is wrong',
    retry: 'changed',
  },
  invalid_refresh_token: {
    status: 401,
    title: 'The refresh token is not valid any more: log in again',
    retry: 'never',
  },
  email_taken: {
    status: 409,
    title: 'An account with this e-mail address exists already',
    retry: 'changed',
  },
  account_not_active: { status: 403, title: 'This account is closed or suspended', retry: 'never' },
  person_not_found: { status: 404, title: 'There is no such account', retry: 'changed' },
  link_expired: {
    status: 404,
    title: 'This link was used already or is too old: ask for a new one',
    retry: 'never',
  },
  code_wrong: { status: 422, title: 'This is not the code that was sent', retry: 'changed' },
  code_expired: {
    status: 404,
    title: 'This code was used already or is too old: ask for a new one',
    retry: 'never',
  },
  sign_in_expired: { status: 404, title: 'This sign-in has ended: start it again', retry: 'never' },
});
