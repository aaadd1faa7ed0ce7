import { useEffect, useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { SubdomainAvailability } from '#web/api/tenancy.ts';

/** Of an address that somebody types: nothing yet, being asked, the answer, or none to be had. */
export type Availability =
  | { readonly kind: 'none' | 'asking' | 'unknown' }
  | { readonly kind: 'answer'; readonly answer: SubdomainAvailability };

/** Long enough that not every letter is a question. */
const pauseMilliseconds = 350;

/** Asks whether the address is free while it is typed; an answer that comes too late is dropped. */
export function useAvailability(subdomain: string): Availability {
  const [state, setState] = useState<Availability & { readonly of: string }>({
    kind: 'none',
    of: '',
  });
  useEffect(() => {
    if (subdomain === '') return undefined;
    const gone = new AbortController();
    const timer = setTimeout(() => {
      browserApi.checkSubdomain({ query: { subdomain } }, { signal: gone.signal }).then(
        (answer) => setState({ kind: 'answer', answer, of: subdomain }),
        () => {
          if (!gone.signal.aborted) setState({ kind: 'unknown', of: subdomain });
        },
      );
    }, pauseMilliseconds);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [subdomain]);
  if (subdomain === '') return { kind: 'none' };
  return state.of === subdomain ? state : { kind: 'asking' };
}
