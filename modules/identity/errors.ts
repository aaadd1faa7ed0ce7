import { defineErrors } from '@edumaster/kernel';
import './sign-in-errors.ts';

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
  link_of_another_account: {
    status: 403,
    title: 'This link belongs to another account than the one that is signed in',
    retry: 'changed',
  },
  password_wrong: {
    status: 403,
    title: 'The current password is missing or wrong',
    retry: 'changed',
  },
  sign_in_again: {
    status: 403,
    title: 'Sign in again to do this: the last time was too long ago',
    retry: 'changed',
  },
  sign_in_not_found: { status: 404, title: 'There is no such sign-in', retry: 'never' },
  code_wrong: { status: 422, title: 'This is not the code that was sent', retry: 'changed' },
  code_expired: {
    status: 404,
    title: 'This code was used already or is too old: ask for a new one',
    retry: 'never',
  },
  export_waiting: {
    status: 409,
    title: 'Your data is being gathered already',
    retry: 'later',
  },
  export_not_found: { status: 404, title: 'There is no such file any more', retry: 'never' },
  runs_a_place_alone: {
    status: 409,
    title: 'You are the only one who runs a place here: make somebody else its owner first',
    retry: 'changed',
  },
  consent_needed: {
    status: 409,
    title: 'An account needs this: you can only delete the account',
    retry: 'never',
  },
  instructor_not_found: { status: 404, title: 'There is no such instructor', retry: 'never' },
  already_instructor: { status: 409, title: 'You may teach already', retry: 'never' },
  application_not_pending: {
    status: 409,
    title: 'This application was decided on already',
    retry: 'never',
  },
  own_application: {
    status: 409,
    title: 'Nobody decides on their own application',
    retry: 'never',
  },
  application_document_not_found: {
    status: 404,
    title: 'There is no such paper',
    retry: 'never',
  },
  tax_details_not_found: { status: 404, title: 'There are no tax details', retry: 'never' },
  email_not_verified: {
    status: 403,
    title: 'Confirm your e-mail address first: the mail has a link',
    retry: 'changed',
  },
  signing_key_too_new: {
    status: 409,
    title: 'The next signing key is too new to be known everywhere',
    retry: 'later',
  },
  signing_key_not_found: { status: 404, title: 'There is no such signing key', retry: 'changed' },
  issuer_elsewhere: {
    status: 404,
    title: 'Accounts of this installation are kept by another issuer',
    retry: 'never',
  },
  sign_in_expired: { status: 404, title: 'This sign-in has ended: start it again', retry: 'never' },
  member_not_found: { status: 404, title: 'There is no such member here', retry: 'changed' },
  role_not_yours_to_give: {
    status: 403,
    title: 'Your own roles do not let you give or take these',
    retry: 'never',
  },
  own_roles: { status: 403, title: 'Nobody gives roles to themself', retry: 'never' },
  last_in_charge: {
    status: 409,
    title: 'Somebody has to stay in charge: give the role to another person first',
    retry: 'changed',
  },
  own_account: { status: 403, title: 'This is not decided about oneself', retry: 'never' },
  account_out_of_reach: {
    status: 403,
    title: 'Your roles do not reach this account',
    retry: 'never',
  },
  account_is_deleted: { status: 409, title: 'This account was deleted', retry: 'never' },
  browser_required: { status: 403, title: 'This is done in a browser only', retry: 'never' },
  already_impersonating: {
    status: 409,
    title: 'A support session is open in this browser: end it first',
    retry: 'changed',
  },
  invitation_not_found: {
    status: 404,
    title: 'This invitation was withdrawn, has been used, or never was',
    retry: 'never',
  },
  invitation_expired: {
    status: 409,
    title: 'This invitation is too old: ask for a new one',
    retry: 'never',
  },
  invitation_for_another: {
    status: 403,
    title: 'This invitation was sent to another e-mail address than that of your account',
    retry: 'changed',
  },
  already_member: { status: 409, title: 'This person is a member already', retry: 'changed' },
});
