import type { EnrollmentView } from '../queries/enrollment-view.ts';

/** Times as the API writes them; whatever else the view has stays as it is. */
export function presentEnrollment<View extends EnrollmentView>(view: View) {
  return {
    ...view,
    purchasedAt: view.purchasedAt.toISOString(),
    expiresAt: view.expiresAt?.toISOString() ?? null,
    lastAccessedAt: view.lastAccessedAt?.toISOString() ?? null,
  };
}
