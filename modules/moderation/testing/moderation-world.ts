import type { Catalog } from '@edumaster/catalog';
import type { Db } from '@edumaster/database';
import { FollowReviews } from '../handlers/follow-reviews.ts';
import { ListReviews } from '../queries/list-reviews.ts';
import { CloseReview } from '../use-cases/close-review.ts';
import { DecideReview } from '../use-cases/decide-review.ts';
import { OpenReview } from '../use-cases/open-review.ts';
import { PublishCourse } from '../use-cases/publish-course.ts';
import { RejectCourse } from '../use-cases/reject-course.ts';

/** Moderation on a database, over any catalog. */
export function moderationWorld(db: Db, catalog: Catalog) {
  const decision = new DecideReview(db);
  return {
    publish: new PublishCourse(catalog, decision),
    reject: new RejectCourse(catalog, decision),
    list: new ListReviews(db),
    consumer: new FollowReviews(new OpenReview(db), new CloseReview(db)),
  };
}
