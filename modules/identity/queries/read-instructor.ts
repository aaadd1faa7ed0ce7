import { Db } from '@edumaster/database';
import { AppError, type Ctx, type Id } from '@edumaster/kernel';
import { may } from '@edumaster/policy';
import { Injectable } from '@nestjs/common';
import type { InstructorStatus } from '../domain/instructor-application.ts';
import { reviewInstructor } from '../instructor-policy.ts';

export interface InstructorProfile {
  readonly id: Id<'user'>;
  readonly name: string;
  readonly avatarUrl: string | null;
  readonly headline: string;
  readonly bio: string;
  readonly status: InstructorStatus;
  readonly totalStudents: number;
  readonly totalCourses: number;
}

/** The public profile of somebody who teaches. */
@Injectable()
export class ReadInstructor {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** @throws AppError `instructor_not_found`, also for one who is not verified, but to those concerned */
  async run(ctx: Ctx, userId: Id<'user'>): Promise<InstructorProfile> {
    // Whoever was made an instructor by those who run the place is verified by that.
    const [profile] = await this.#db.inPlatformTx(ctx, (tx) =>
      tx.rows<InstructorProfile>({
        name: 'identity.instructor-profile',
        text: `select p.id, p.name, p.avatar_url as "avatarUrl",
                      coalesce(i.headline, '') as headline, coalesce(i.bio, '') as bio,
                      coalesce(i.status, 'verified') as status,
                      coalesce(t.students, 0)::int as "totalStudents",
                      coalesce(t.courses, 0)::int as "totalCourses"
               from identity.person_cards(array[$1::uuid]) p
               left join identity.instructors i on i.person_id = p.id
               left join identity.memberships m on m.person_id = p.id
               left join lateral (
                 select sum(enrollments) as students,
                        count(*) filter (where is_published) as courses
                 from identity.taught_courses where instructor_id = p.id
               ) t on true
               where i.person_id is not null or 'instructor' = any (m.roles)
                  or coalesce(t.courses, 0) > 0`,
        values: [userId],
      }),
    );
    if (!profile || !isVisible(ctx, profile)) throw new AppError('instructor_not_found');
    return profile;
  }
}

function isVisible({ actor }: Ctx, { id, status }: InstructorProfile): boolean {
  if (status === 'verified') return true;
  const isOwn = actor.kind === 'user' && actor.userId === id;
  return isOwn || may(actor, reviewInstructor, undefined);
}
