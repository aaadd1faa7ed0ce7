import { Catalog } from '@edumaster/catalog';
import { Identity, type UserId } from '@edumaster/identity';
import { type Ctx, money, newId, systemCtx } from '@edumaster/kernel';
import type { MediaId } from '@edumaster/media';
import { marketplaceTenantId, Tenancy, type TenantId } from '@edumaster/tenancy';
import type { OpenInstallation } from '../installation/open-installation.ts';
import type { Report } from '../installation/report.ts';
import { demoAccounts, demoInstructors, demoPassword } from './accounts.ts';
import { academyCourse, type DemoCourse, demoCourses } from './demo-courses.ts';
import { makeDemoVideo } from './make-demo-video.ts';

const dayMilliseconds = 86_400_000;

const reason = 'demo data of the embedded start';

export interface SeedOptions {
  readonly report: Report;
  /** Ends it at the next step; the rest is made the next time. */
  readonly signal?: AbortSignal;
}

/**
 * Fills an installation with accounts, an academy and courses to try it with. Whatever is there is
 * left alone, so it can be run again, also after it was cut off. Needs a worker that encodes.
 */
export async function seedDemo(opened: OpenInstallation, options: SeedOptions): Promise<void> {
  const { report, signal } = options;
  const people = await seedPeople(opened, signal);
  const courses = demoCourses.map((course) => ({ course, tenantId: marketplaceTenantId }));
  const missing = await missingCourses(opened, courses);
  if (missing.length > 0) report(`Making ${missing.length} demo courses`);
  for (const { course, tenantId } of missing) {
    signal?.throwIfAborted();
    await seedCourse(opened, { course, tenantId, people, ...options });
  }
  signal?.throwIfAborted();
  await seedAcademy(opened, people, options);
}

type People = ReadonlyMap<string, UserId>;

async function seedPeople(opened: OpenInstallation, signal?: AbortSignal): Promise<People> {
  const identity = opened.container.get(Identity, { strict: false });
  const instructors = demoInstructors.map((person) => ({
    ...person,
    roles: ['student', 'instructor'],
  }));
  const people = new Map<string, UserId>();
  for (const { email, name, roles, ...more } of [...demoAccounts, ...instructors]) {
    signal?.throwIfAborted();
    const person = await identity.provision(systemCtx(reason), {
      tenantId: marketplaceTenantId,
      person: {
        email,
        name,
        roles,
        password: demoPassword,
        createdAt: daysAgo(120),
        ...('teaches' in more ? { teaches: more.teaches } : {}),
      },
    });
    people.set(email, person.id);
  }
  return people;
}

interface Wanted {
  readonly course: DemoCourse;
  readonly tenantId: TenantId;
}

async function missingCourses(
  opened: OpenInstallation,
  wanted: readonly Wanted[],
): Promise<readonly Wanted[]> {
  const catalog = opened.container.get(Catalog, { strict: false });
  const known = await Promise.all(
    wanted.map(({ course, tenantId }) =>
      catalog.findBySlug(ctxOf(tenantId, new Date()), { slug: course.slug }),
    ),
  );
  return wanted.filter((_, index) => known[index] === undefined);
}

async function seedCourse(
  opened: OpenInstallation,
  { course, tenantId, people, ...options }: Wanted & SeedOptions & { people: People },
): Promise<void> {
  const instructorId = people.get(course.instructor);
  if (!instructorId) throw new Error(`${course.instructor} is no demo account`);
  const ctx = ctxOf(tenantId, daysAgo(course.publishedDaysAgo));
  const lectures = course.sections.flatMap((section) => section.lectures);
  const needsVideo = lectures.some(({ article }) => article === undefined);
  const video = needsVideo
    ? await makeDemoVideo(opened, { ctx, ownerId: instructorId, ...options })
    : undefined;
  if (needsVideo && !video) return;
  const { publishedDaysAgo: _, instructor: __, price, sections, ...same } = course;
  await opened.container.get(Catalog, { strict: false }).provision(ctx, {
    course: {
      ...same,
      instructorId,
      language: 'en',
      price: money(price, 'USD'),
      sections: sections.map((section) => sectionOf(section, video)),
    },
  });
}

function sectionOf(section: DemoCourse['sections'][number], video: MediaId | undefined) {
  return {
    title: section.title,
    lectures: section.lectures.map(({ title, article, isPreview = false }) => {
      if (article !== undefined) {
        return { title, isPreview, kind: 'article' as const, articleBody: article };
      }
      return { title, isPreview, kind: 'video' as const, ...(video ? { mediaId: video } : {}) };
    }),
  };
}

async function seedAcademy(opened: OpenInstallation, people: People, options: SeedOptions) {
  const academy = await opened.container
    .get(Tenancy, { strict: false })
    .provision(systemCtx(reason), {
      kind: 'academy',
      name: 'Acme Academy',
      subdomain: 'acme',
    });
  const owner = demoAccounts.find(({ email }) => email === 'instructor@demo.test');
  if (!owner) throw new Error('the academy has no owner');
  await opened.container.get(Identity, { strict: false }).provision(systemCtx(reason), {
    tenantId: academy.id,
    person: { email: owner.email, name: owner.name, roles: ['owner'], password: demoPassword },
  });
  const wanted = { course: academyCourse, tenantId: academy.id };
  for (const missing of await missingCourses(opened, [wanted])) {
    await seedCourse(opened, { ...missing, people, ...options });
  }
}

function ctxOf(tenantId: TenantId, now: Date): Ctx {
  return {
    tenantId,
    actor: { kind: 'system', reason },
    correlationId: newId(),
    locale: 'en',
    now,
  };
}

function daysAgo(days: number): Date {
  return new Date(Date.now() - days * dayMilliseconds);
}
