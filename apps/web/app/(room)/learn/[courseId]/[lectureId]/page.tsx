import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { currentPerson } from '#web/api/server-api.ts';
import { LectureView } from '#web/features/player/lecture-view.tsx';
import { courseOfRoom } from '#web/features/player/room-data.ts';
import { PageBody } from '#web/features/shell/page-body.tsx';
import { SignInRequired } from '#web/features/shell/sign-in-required.tsx';

type Props = PageProps<'/learn/[courseId]/[lectureId]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { lecture, course } = await lectureOf(params);
  return { title: `${lecture.title} · ${course.title}`, robots: { index: false } };
}

export default async function LecturePage({ params }: Props) {
  const { lecture, course } = await lectureOf(params);
  const person = await currentPerson();
  if (!person && !lecture.isPreview) {
    return (
      <PageBody>
        <SignInRequired returnTo={`/learn/${course.id}/${lecture.id}`} />
      </PageBody>
    );
  }
  return <LectureView lectureId={lecture.id} />;
}

async function lectureOf(params: Props['params']) {
  const { courseId, lectureId } = await params;
  const course = await courseOfRoom(courseId);
  const lectures = course.sections.flatMap((section) => section.lectures);
  const lecture = lectures.find(({ id }) => id === lectureId) ?? notFound();
  return { course, lecture };
}
