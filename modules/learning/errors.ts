import { defineErrors } from '@edumaster/kernel';

export const learningErrors = defineErrors('learning', {
  payment_required: {
    status: 402,
    title: 'This course has to be bought first',
    retry: 'changed',
  },
  not_enrolled: {
    status: 403,
    title: 'You are not enrolled in this course',
    retry: 'changed',
  },
  enrollment_revoked: {
    status: 403,
    title: 'Your access to this course was withdrawn',
    retry: 'never',
  },
  course_not_offered: {
    status: 409,
    title: 'This course takes no new learners any more',
    retry: 'never',
  },
  lecture_has_no_video: {
    status: 409,
    title: 'There is no video in this lecture',
    retry: 'changed',
  },
});
