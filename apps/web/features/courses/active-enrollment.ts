import { cache } from 'react';
import type { Enrollment } from '#web/api/learning.ts';
import { currentPerson, serverApi } from '#web/api/server-api.ts';

const pageSize = 100;

/** The enrollment of the signed-in person in the course, when it lets them watch. */
export const activeEnrollment = cache(async (courseId: string): Promise<Enrollment | null> => {
  const person = await currentPerson();
  if (!person) return null;
  const api = await serverApi();
  let cursor: string | undefined;
  for (;;) {
    const page = await api.listEnrollments({
      params: { userId: person.id },
      query: { limit: pageSize, cursor },
    });
    const found = page.items.find((item) => item.courseId === courseId);
    if (found) return found.status === 'active' ? found : null;
    if (!page.nextCursor) return null;
    cursor = page.nextCursor;
  }
});
