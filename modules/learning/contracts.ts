import { enroll, listCourseEnrollments, listUserEnrollments } from './contracts/enrollments.ts';
import {
  playLecture,
  readArticle,
  readCourseProgress,
  recordProgress,
  setLectureCompletion,
} from './contracts/progress.ts';

export {
  enroll,
  listCourseEnrollments,
  listUserEnrollments,
  playLecture,
  readArticle,
  readCourseProgress,
  recordProgress,
  setLectureCompletion,
};

/** Every route of the module, for the typed client. */
export const learningContracts = {
  enroll,
  listCourseEnrollments,
  listUserEnrollments,
  playLecture,
  readArticle,
  readCourseProgress,
  recordProgress,
  setLectureCompletion,
};
