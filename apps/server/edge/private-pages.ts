const privatePaths =
  /^\/(account|checkout|learn|manage|moderation|my-learning|sign-in|studio)(\/|$)/;
const pageTypes = /^(text\/html|text\/x-component)\b/;

interface PageAnswer {
  readonly path: string;
  readonly hasSession: boolean;
  readonly contentType: string;
}

/**
 * What is added to a page that holds something of one person: no cache keeps it, so that nobody
 * finds it with the back button or in a proxy after the person has left; and no search engine shows
 * an address that leads to a sign-in. Scripts and pictures of pages are everybody's.
 */
export function privacyHeaders(answer: PageAnswer): Readonly<Record<string, string>> {
  const isPrivate = privatePaths.test(answer.path);
  if (!pageTypes.test(answer.contentType) || !(isPrivate || answer.hasSession)) return {};
  return {
    'cache-control': 'private, no-store',
    ...(isPrivate ? { 'x-robots-tag': 'noindex, nofollow' } : {}),
  };
}
