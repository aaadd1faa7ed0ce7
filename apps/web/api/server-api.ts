import { ApiProblem } from '@edumaster/http/client';
import { cookies, headers } from 'next/headers';
import { cache } from 'react';
import { webSettings } from '../platform/web-settings.ts';
import { commerceRoutes } from './commerce.ts';
import { courseRoutes } from './courses.ts';
import { createApi } from './create-api.ts';
import { identityRoutes, type Me } from './identity.ts';
import { instructorRoutes } from './instructors.ts';
import { learningRoutes } from './learning.ts';
import { mediaRoutes } from './media.ts';
import { memberRoutes } from './members.ts';
import { moderationRoutes } from './moderation.ts';
import { type Installation, type Tenant, tenancyRoutes } from './tenancy.ts';

/** The edge signed the context of the request; it must arrive at the API unchanged. */
const forwarded = ['cookie', 'x-em-ctx', 'x-correlation-id', 'accept-language'];
const patienceMs = 10_000;

/** The API on behalf of the request that is being rendered. Use it on the server only. */
export const serverApi = cache(async () => {
  const incoming = await headers();
  const passed = forwarded.flatMap((name) => {
    const value = incoming.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return createApi(
    {
      ...commerceRoutes,
      ...courseRoutes,
      ...identityRoutes,
      ...instructorRoutes,
      ...learningRoutes,
      ...mediaRoutes,
      ...memberRoutes,
      ...moderationRoutes,
      ...tenancyRoutes,
    },
    {
      baseUrl: webSettings().apiUrl,
      headers: () => Object.fromEntries(passed),
      init: { cache: 'no-store' },
      fetch: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(patienceMs) }),
    },
  );
});

/** Who is signed in, or null. Once a request, and without a call when no session cookie came. */
export const currentPerson = cache(async (): Promise<Me | null> => {
  const names = (await cookies()).getAll().map(({ name }) => name);
  if (names.every((name) => preferenceCookies.has(name))) return null;
  const api = await serverApi();
  return unlessStatus(api.getMe(), [401]);
});

/** Cookies that hold a preference and say nothing about who came. */
const preferenceCookies = new Set(['em-theme']);

/** The marketplace or academy of this host. */
export const currentTenant = cache(async (): Promise<Tenant> => {
  const api = await serverApi();
  return api.getTenant();
});

/** How this installation runs. */
export const currentInstallation = cache(async (): Promise<Installation> => {
  const api = await serverApi();
  return api.getInstallation();
});

/** The answer, or null when the API refused with one of these statuses. */
export async function unlessStatus<Answer>(
  call: Promise<Answer>,
  statuses: readonly number[],
): Promise<Answer | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ApiProblem && statuses.includes(error.status)) return null;
    throw error;
  }
}
