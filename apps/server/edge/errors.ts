import { defineErrors } from '@edumaster/kernel';

export const edgeErrors = defineErrors('edge', {
  cross_site_request: {
    status: 403,
    title: 'This request came from another site',
    retry: 'never',
  },
  web_unavailable: { status: 503, title: 'The pages are starting', retry: 'later' },
});
