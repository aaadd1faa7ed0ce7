import { IssuerUnreachable } from '../relying-party/issuer-outage.ts';

/** A person waits meanwhile. */
export const patienceSeconds = 5;

/** `fetch` that tells an issuer that is away from one that refuses. */
export function askIssuer(issuer: string) {
  return async (url: string, options: object): Promise<Response> => {
    const response = await fetch(url, options).catch((cause: unknown) => {
      throw new IssuerUnreachable(issuer, { cause });
    });
    if (response.status < 500 && response.status !== 429) return response;
    await response.body?.cancel();
    throw new IssuerUnreachable(issuer, { cause: new Error(`it answered ${response.status}`) });
  };
}
