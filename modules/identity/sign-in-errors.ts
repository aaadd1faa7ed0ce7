import { defineErrors } from '@edumaster/kernel';

/** Of the ways to sign in beside the password. */
export const signInErrors = defineErrors('identity', {
  one_time_code_required: {
    status: 401,
    title: 'This account asks for a one-time code beside the password',
    retry: 'changed',
  },
  invalid_one_time_code: {
    status: 401,
    title: 'The code is wrong or was used already',
    retry: 'changed',
  },
  first_step_expired: {
    status: 401,
    title: 'That took too long: begin with the password again',
    retry: 'never',
  },
  one_time_codes_on: { status: 409, title: 'One-time codes are turned on already', retry: 'never' },
  one_time_codes_off: { status: 409, title: 'One-time codes are not turned on', retry: 'never' },
  passkey_refused: {
    status: 401,
    title: 'This passkey cannot be used here, or it took too long',
    retry: 'changed',
  },
  passkey_taken: { status: 409, title: 'This passkey is in use already', retry: 'never' },
  too_many_passkeys: { status: 409, title: 'You have as many passkeys as you can', retry: 'never' },
  last_way_to_sign_in: {
    status: 409,
    title: 'This is your last way to sign in: add another first',
    retry: 'changed',
  },
  platform_host_required: {
    status: 403,
    title: 'This is done on the address of the platform itself',
    retry: 'never',
  },
  provider_unknown: { status: 404, title: 'Nobody signs in by this provider here', retry: 'never' },
  provider_unavailable: {
    status: 503,
    title: 'That provider does not answer right now',
    retry: 'later',
  },
});
