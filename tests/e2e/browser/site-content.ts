import { eventually } from '@edumaster/testkit';
import { newApplicant } from '../../running-server/new-applicant.ts';
import { newCourse } from '../../running-server/new-course.ts';
import { demoVisitor, newVisitor, visitor } from '../../running-server/visitor.ts';
import { type AccountLinks, accountLinks } from '../steps/account-links.ts';
import { url } from './use-browser.ts';

/** What the pages of courses show. */
export interface SiteContent {
  /** A published course with a video. */
  readonly slug: string;
  readonly courseId: string;
  readonly lectureId: string;
  readonly draftId: string;
  readonly submittedId: string;
  /** Links of mails that wait for their answer. */
  readonly links: AccountLinks;
  readonly instructorId: string;
  /** Somebody who waits for a decision, with everything that an application can have. */
  readonly applicantId: string;
  /** A course that the demo student has not bought, and a payment of theirs that waits. */
  readonly paidCourseId: string;
  readonly paymentId: string;
  /** An account that nobody else uses. */
  readonly accountId: string;
}

/** Makes what the pages of courses need, through the API. */
export async function makeSiteContent(): Promise<SiteContent> {
  const [instructor, student] = await Promise.all([
    demoVisitor(url, 'instructor'),
    demoVisitor(url, 'student'),
  ]);
  const slug = 'web-video-from-first-principles';
  const course = await visitor(url).api.getCourse({ params: { id: slug } });
  const lectures = course.sections.flatMap((section) => section.lectures);
  const video = lectures.find(({ kind }) => kind === 'video');
  if (!video) throw new Error('the demo course has no video');
  await student.api.enroll({ body: { courseId: course.id } });
  const draft = await newCourse(instructor);
  const submitted = await newCourse(instructor, { article: 'Break it, and watch it go red.' });
  await instructor.api.submitCourse({ params: { id: submitted.courseId } });
  const moderator = await demoVisitor(url, 'moderator');
  await eventually('the course in the review queue', async () => {
    const { items } = await moderator.api.listReviews({ query: { limit: 100 } });
    return items.find(({ courseId }) => courseId === submitted.courseId);
  });
  const { items: paid } = await student.api.searchCourses({ query: { price: 'paid', limit: 1 } });
  const paidCourseId = paid[0]?.id ?? '';
  const { paymentId } = await student.api.checkOut({ body: { courseIds: [paidCourseId] } });
  return {
    slug,
    paidCourseId,
    paymentId,
    courseId: course.id,
    lectureId: video.id,
    draftId: draft.courseId,
    submittedId: submitted.courseId,
    links: await accountLinks(url),
    instructorId: instructor.userId,
    applicantId: await newApplicant(url, 'Asha Applicant'),
    accountId: (await newVisitor(url, 'Uma User')).userId,
  };
}
