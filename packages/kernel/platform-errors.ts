import { defineErrors } from './errors.ts';

/** Errors that any route can answer with. */
export const platformErrors = defineErrors('platform', {
  malformed_json: { status: 400, title: 'The body is not valid JSON', retry: 'changed' },
  bad_request: { status: 400, title: 'The request cannot be understood', retry: 'changed' },
  unauthenticated: { status: 401, title: 'Sign in to do this', retry: 'changed' },
  forbidden: { status: 403, title: 'You are not allowed to do this', retry: 'never' },
  refused_while_impersonating: {
    status: 403,
    title: 'This is not done in the name of somebody else: end the support session first',
    retry: 'changed',
  },
  not_found: { status: 404, title: 'There is nothing here', retry: 'never' },
  conflict: { status: 409, title: 'The state of the object does not allow this', retry: 'changed' },
  tier_limit_reached: {
    status: 409,
    title: 'The plan of this academy or organization has no room for more',
    retry: 'never',
  },
  body_too_large: { status: 413, title: 'The body is too large', retry: 'changed' },
  unsupported_media_type: {
    status: 415,
    title: 'The content type is not supported here',
    retry: 'changed',
  },
  validation_failed: { status: 422, title: 'Some fields are not valid', retry: 'changed' },
  too_many_requests: { status: 429, title: 'Too many requests', retry: 'later' },
  internal_error: { status: 500, title: 'Something went wrong on our side', retry: 'later' },
  unavailable: { status: 503, title: 'The service is not available right now', retry: 'later' },
});
