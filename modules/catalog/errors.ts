import { defineErrors } from '@edumaster/kernel';

export const catalogErrors = defineErrors('catalog', {
  course_not_found: { status: 404, title: 'There is no such course', retry: 'never' },
  section_not_found: { status: 404, title: 'There is no such section', retry: 'never' },
  lecture_not_found: { status: 404, title: 'There is no such lecture', retry: 'never' },
  course_in_review: {
    status: 409,
    title: 'The course is in review and cannot be changed until that is decided',
    retry: 'later',
  },
  course_not_in_review: { status: 409, title: 'The course is not in review', retry: 'changed' },
  course_archived: { status: 409, title: 'The course is archived', retry: 'never' },
  course_unchanged: {
    status: 409,
    title: 'Nothing has changed since the published version',
    retry: 'changed',
  },
  course_incomplete: {
    status: 409,
    title: 'The course is not complete enough for a review',
    retry: 'changed',
  },
  course_not_published: { status: 409, title: 'The course was never published', retry: 'changed' },
  course_was_published: {
    status: 409,
    title: 'What was published once cannot be deleted; a course can be archived',
    retry: 'never',
  },
  section_was_published: {
    status: 409,
    title: 'The section is part of a published version and cannot be deleted',
    retry: 'never',
  },
  lecture_was_published: {
    status: 409,
    title: 'The lecture is part of a published version and cannot be deleted',
    retry: 'never',
  },
  resource_not_found: { status: 404, title: 'There is no such file', retry: 'never' },
  too_many_resources: {
    status: 409,
    title: 'The lecture has as many files as it may have',
    retry: 'changed',
  },
  media_not_ready: { status: 409, title: 'The file is still being checked', retry: 'later' },
  lecture_takes_no_video: {
    status: 409,
    title: 'Only a lecture of the kind "video" takes a video',
    retry: 'never',
  },
  lecture_is_no_article: {
    status: 409,
    title: 'Only a lecture of the kind "article" has a text',
    retry: 'never',
  },
  media_failed: {
    status: 409,
    title: 'The file could not be used: upload another',
    retry: 'changed',
  },
  category_exists: { status: 409, title: 'There is a category of this name', retry: 'changed' },
});
