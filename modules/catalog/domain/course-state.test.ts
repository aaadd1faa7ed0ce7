import { describe, expect, it } from 'vitest';
import { type CourseAction, type Lifecycle, refusalOf, statusOf } from './course-state.ts';

const draft: Lifecycle = {
  draftStatus: 'editing',
  hasChanges: true,
  publishedVersion: null,
  archivedAt: null,
};
const courses = {
  draft,
  inReview: { ...draft, draftStatus: 'in_review' },
  published: { ...draft, hasChanges: false, publishedVersion: 1 },
  nextDraft: { ...draft, publishedVersion: 1 },
  nextInReview: { ...draft, draftStatus: 'in_review', publishedVersion: 1 },
  archived: { ...draft, hasChanges: false, publishedVersion: 1, archivedAt: new Date(0) },
} as const satisfies Record<string, Lifecycle>;

type CourseName = keyof typeof courses;

describe('the status that insiders see', () => {
  it.each([
    ['draft', 'draft'],
    ['inReview', 'in_review'],
    ['published', 'published'],
    ['nextDraft', 'draft'],
    ['nextInReview', 'in_review'],
    ['archived', 'archived'],
  ] as const)('of %s is %s', (name, status) => {
    expect(statusOf(courses[name])).toBe(status);
  });
});

describe('an action', () => {
  const allowed: Record<CourseAction, readonly CourseName[]> = {
    edit: ['draft', 'published', 'nextDraft'],
    submit: ['draft', 'nextDraft'],
    publish: ['inReview', 'nextInReview'],
    reject: ['inReview', 'nextInReview'],
    archive: ['published', 'nextDraft'],
    delete: ['draft'],
  };
  const table = (Object.keys(allowed) as CourseAction[]).flatMap((action) =>
    (Object.keys(courses) as CourseName[]).map((name) => ({ action, name })),
  );
  it.each(table)('$action of $name is allowed only where the life of a course has it', (row) => {
    const refusal = refusalOf(courses[row.name], row.action);
    expect(refusal === undefined).toBe(allowed[row.action].includes(row.name));
  });

  it('says what stands against it', () => {
    expect(refusalOf(courses.inReview, 'edit')).toBe('course_in_review');
    expect(refusalOf(courses.inReview, 'submit')).toBe('course_in_review');
    expect(refusalOf(courses.inReview, 'delete')).toBe('course_in_review');
    expect(refusalOf(courses.published, 'submit')).toBe('course_unchanged');
    expect(refusalOf(courses.draft, 'publish')).toBe('course_not_in_review');
    expect(refusalOf(courses.draft, 'archive')).toBe('course_not_published');
    expect(refusalOf(courses.nextDraft, 'delete')).toBe('course_was_published');
    expect(refusalOf(courses.archived, 'edit')).toBe('course_archived');
    expect(refusalOf(courses.archived, 'archive')).toBe('course_archived');
  });
});
