import { enroll, listCourseEnrollments, listUserEnrollments } from './contracts/enrollments.ts';
import {
  playLecture,
  readArticle,
  readCourseProgress,
  recordProgress,
  setLectureCompletion,
} from './contracts/progress.ts';
import { readResources } from './contracts/resources.ts';
import { readTranscript, searchTranscripts } from './contracts/transcripts.ts';

export {
  enroll,
  listCourseEnrollments,
  listUserEnrollments,
  playLecture,
  readArticle,
  readCourseProgress,
  readResources,
  readTranscript,
  recordProgress,
  searchTranscripts,
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
  readResources,
  readTranscript,
  recordProgress,
  searchTranscripts,
  setLectureCompletion,
};
