import type { Course, Page } from './courses.ts';
import { route } from './route.ts';

export interface Review {
  readonly courseId: string;
  readonly title: string;
  readonly instructor: { readonly id: string; readonly name: string };
  readonly submittedAt: string;
  readonly version: number;
}

type ById = { readonly id: string };

export const moderationRoutes = {
  listReviews: route<{ query: { cursor?: string; limit?: number }; response: Page<Review> }>(
    'GET',
    '/api/v1/moderation/reviews',
  ),
  publishCourse: route<{ params: ById; response: Course }>('POST', '/api/v1/courses/:id/publish'),
  rejectCourse: route<{ params: ById; body: { reason: string }; response: Course }>(
    'POST',
    '/api/v1/courses/:id/reject',
  ),
};
