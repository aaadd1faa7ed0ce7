import { readFile } from 'node:fs/promises';
import { eventually } from '@edumaster/testkit';
import { expect, test } from 'vitest';
import { newArticleCourse } from '../running-server/new-article-course.ts';
import { demoVisitor } from '../running-server/visitor.ts';
import { seriousFindings } from './browser/axe.ts';
import { hydrated } from './browser/hydrated.ts';
import { url, useBrowser } from './browser/use-browser.ts';

const browser = useBrowser();
const notes = 'Reef knots hold what does not pull.\n';

test('a file of a lecture is added, published with it, and saved by a learner', async () => {
  const instructor = await demoVisitor(url, 'instructor');
  const { courseId, lectureId, slug } = await newArticleCourse(instructor);
  const studio = await browser.open({ as: 'instructor', tolerates: [/\b422\b.*\/uploads/] });
  await studio.goto(`${url}/studio/courses/${courseId}`);
  const add = studio.getByLabel('Add files to Read me');
  await hydrated(add);
  await add.setInputFiles([
    { name: 'set-up.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') },
    {
      name: 'a lie.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('PK\u0003\u0004 no PDF'),
    },
    { name: 'Knots & bends.txt', mimeType: 'text/plain', buffer: Buffer.from(notes) },
  ]);
  await studio.getByText('set-up.exe was not taken. Files of this type are not taken.').waitFor();
  await studio.getByText(/^a lie\.pdf was not taken\. \S+/).waitFor();
  const files = studio.getByRole('list', { name: 'Files of Read me' }).getByRole('listitem');
  await files.filter({ hasText: 'Knots & bends' }).waitFor();
  expect(await files.count()).toBe(1);
  expect(await seriousFindings(studio)).toEqual([]);
  for (const name of ['set-up.exe', 'a lie.pdf']) {
    await studio.getByRole('button', { name: `Dismiss ${name}` }).click();
  }
  await studio.getByText('was not taken').waitFor({ state: 'detached' });

  const moderator = await demoVisitor(url, 'moderator');
  await instructor.api.submitCourse({ params: { id: courseId } });
  const review = await eventually('the course in the review queue', async () => {
    const { items } = await moderator.api.listReviews({ query: { limit: 100 } });
    return items.find((item) => item.courseId === courseId);
  });
  await moderator.api.publishCourse({ params: { id: review.courseId } });
  const student = await demoVisitor(url, 'student');
  await eventually('the course to be published', () =>
    student.api.getCourse({ params: { id: slug } }).catch(() => undefined),
  );
  await student.api.enroll({ body: { courseId } });

  const page = await browser.open({ as: 'student' });
  await page.goto(`${url}/learn/${courseId}/${lectureId}`);
  const link = page.getByRole('region', { name: 'Files' }).getByRole('link');
  await link.filter({ hasText: 'Knots & bends' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toBe('Knots & bends.txt');
  expect(await readFile(await download.path(), 'utf8')).toBe(notes);
  const address = new URL((await link.getAttribute('href')) ?? '', url).href;
  const { headers } = await fetch(address);
  expect(headers.get('content-disposition')).toMatch(/^attachment;/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('set-cookie')).toBeNull();
});
