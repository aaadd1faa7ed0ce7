import type { Page } from 'playwright-core';
import type { SiteContent } from './site-content.ts';
import { academyUrl, type DemoName, type TestBrowser, url } from './use-browser.ts';

export interface SitePage {
  readonly name: string;
  /** The page's folder in apps/web/app, without the groups. */
  readonly route: string;
  readonly as?: DemoName;
  /** On the marketplace, or a whole address. */
  readonly path: (content: SiteContent) => string;
  /** The page's heading, which is there when the page is. */
  readonly heading: string | RegExp;
  /** What has to be there besides. */
  readonly shows?: string;
  readonly tolerates?: readonly RegExp[];
}

/** Every page of the application, and who looks at it. */
export const sitePages: readonly SitePage[] = [
  { name: 'home', route: '/', path: () => '/', heading: /Master the thing/ },
  { name: 'catalogue', route: '/courses', path: () => '/courses', heading: /courses/i },
  {
    name: 'catalogue without a result',
    route: '/courses',
    path: () => '/courses?q=xylophone+repair',
    heading: /xylophone/,
  },
  {
    name: 'course',
    route: '/courses/[slug]',
    path: ({ slug }) => `/courses/${slug}`,
    heading: 'Web video from first principles',
  },
  {
    name: 'log in',
    route: '/sign-in/[uid]',
    path: () => '/auth/sign-in?returnTo=/',
    heading: 'Welcome back',
  },
  {
    name: 'sign up',
    route: '/sign-in/[uid]/sign-up',
    path: () => '/auth/sign-in?screen=sign-up&returnTo=/',
    heading: 'Start learning today',
  },
  {
    name: 'forgotten password',
    route: '/forgot-password',
    path: () => '/forgot-password',
    heading: 'Forgot your password?',
  },
  {
    name: 'new password',
    route: '/reset-password',
    path: ({ links }) => links.reset,
    heading: 'A new password',
  },
  {
    name: 'link that is over',
    route: '/reset-password',
    path: () => '/reset-password?token=long.over',
    heading: 'This link does not count any more',
  },
  {
    name: 'address to be confirmed',
    route: '/verify-email',
    path: ({ links }) => links.verify,
    heading: 'Confirm your address',
  },
  {
    name: 'new address to be confirmed',
    route: '/confirm-email',
    path: ({ links }) => links.change,
    heading: 'Confirm your new address',
  },
  {
    name: 'address to be taken back',
    route: '/restore-email',
    path: ({ links }) => links.restore,
    heading: 'Take your account back',
  },
  {
    name: 'end of a sign-up',
    route: '/sign-in/[uid]/finish',
    path: ({ links }) => links.signUp,
    heading: 'One last thing',
  },
  {
    name: 'profile',
    route: '/account/profile',
    as: 'student',
    path: () => '/account/profile',
    heading: 'Profile',
  },
  {
    name: 'start of the account',
    route: '/account',
    as: 'student',
    path: () => '/account',
    heading: 'Profile',
  },
  {
    name: 'security',
    route: '/account/security',
    as: 'student',
    path: () => '/account/security',
    heading: 'Security',
  },
  {
    name: 'devices',
    route: '/account/devices',
    as: 'student',
    path: () => '/account/devices',
    heading: 'Devices',
  },
  {
    name: 'recent activity',
    route: '/account/security-log',
    as: 'student',
    path: () => '/account/security-log',
    heading: 'Recent activity',
  },
  {
    name: 'privacy',
    route: '/account/privacy',
    as: 'student',
    path: () => '/account/privacy',
    heading: 'Privacy',
  },
  {
    name: 'checkout',
    route: '/checkout',
    as: 'student',
    path: ({ paidCourseId }) => `/checkout?courseId=${paidCourseId}`,
    heading: 'Checkout',
  },
  {
    name: 'payment that waits',
    route: '/checkout/result',
    as: 'student',
    path: ({ paymentId }) => `/checkout/result?paymentId=${paymentId}`,
    heading: 'We are waiting for your payment',
  },
  {
    name: 'my learning',
    route: '/my-learning',
    as: 'student',
    path: () => '/my-learning',
    heading: 'My learning',
  },
  {
    name: 'search in lectures',
    route: '/my-learning/transcripts',
    as: 'student',
    path: () => '/my-learning/transcripts?q=nobody+says+that',
    heading: 'Search in your lectures',
  },
  {
    name: 'player',
    route: '/learn/[courseId]/[lectureId]',
    as: 'student',
    path: ({ courseId, lectureId }) => `/learn/${courseId}/${lectureId}`,
    heading: 'A test picture that adapts to you',
    shows: 'video',
  },
  {
    name: 'course that is continued',
    route: '/learn/[courseId]',
    as: 'student',
    path: ({ courseId }) => `/learn/${courseId}`,
    heading: 'A test picture that adapts to you',
    shows: 'video',
  },
  {
    name: 'studio',
    route: '/studio',
    as: 'instructor',
    path: () => '/studio',
    heading: 'Studio',
  },
  {
    name: 'new course',
    route: '/studio/courses/new',
    as: 'instructor',
    path: () => '/studio/courses/new',
    heading: 'A new course',
  },
  {
    name: 'course editor',
    route: '/studio/courses/[id]',
    as: 'instructor',
    path: ({ draftId }) => `/studio/courses/${draftId}`,
    heading: /Tests that mean it/,
  },
  {
    name: 'captions',
    route: '/studio/courses/[id]/lectures/[lectureId]/captions',
    as: 'instructor',
    path: ({ courseId, lectureId }) => `/studio/courses/${courseId}/lectures/${lectureId}/captions`,
    heading: /^Captions of/,
    shows: 'video',
  },
  {
    name: 'review queue',
    route: '/moderation',
    as: 'moderator',
    path: () => '/moderation',
    heading: 'Review queue',
  },
  {
    name: 'course under review',
    route: '/moderation/[courseId]',
    as: 'moderator',
    path: ({ submittedId }) => `/moderation/${submittedId}`,
    heading: /Tests that mean it/,
  },
  {
    name: 'application to teach',
    route: '/account/instructor',
    as: 'student',
    path: () => '/account/instructor',
    heading: 'Teach on the marketplace',
  },
  {
    name: 'application of one who teaches',
    route: '/account/instructor',
    as: 'instructor',
    path: () => '/account/instructor',
    heading: 'Teach on the marketplace',
  },
  {
    name: 'instructor',
    route: '/instructors/[userId]',
    path: ({ instructorId }) => `/instructors/${instructorId}`,
    heading: 'Ines Castell',
  },
  {
    name: 'people who want to teach',
    route: '/moderation/instructors',
    as: 'moderator',
    path: () => '/moderation/instructors',
    heading: 'People who want to teach',
  },
  {
    name: 'application under review',
    route: '/moderation/instructors/[userId]',
    as: 'moderator',
    path: ({ applicantId }) => `/moderation/instructors/${applicantId}`,
    heading: 'Asha Applicant',
  },
  {
    name: 'manage',
    route: '/manage',
    as: 'admin',
    path: () => '/manage',
    heading: 'Members & roles',
  },
  {
    name: 'members',
    route: '/manage/members',
    as: 'admin',
    path: () => '/manage/members?q=sam',
    heading: 'Members & roles',
  },
  {
    name: 'members without a result',
    route: '/manage/members',
    as: 'admin',
    path: () => '/manage/members?q=xylophone',
    heading: 'Members & roles',
  },
  {
    name: 'members, for a student',
    route: '/manage/members',
    as: 'student',
    path: () => '/manage/members',
    heading: 'This is not open to your account',
  },
  {
    name: 'users',
    route: '/manage/users',
    as: 'moderator',
    path: () => '/manage/users?q=ines',
    heading: 'Users',
  },
  {
    name: 'user',
    route: '/manage/users/[id]',
    as: 'admin',
    path: ({ accountId }) => `/manage/users/${accountId}`,
    heading: 'Uma User',
  },
  {
    name: 'system',
    route: '/manage/system',
    as: 'admin',
    path: () => '/manage/system',
    heading: 'System',
  },
  {
    name: 'tenants',
    route: '/manage/tenants',
    as: 'admin',
    path: () => '/manage/tenants',
    heading: 'Tenants',
  },
  {
    name: 'tenants without a result',
    route: '/manage/tenants',
    as: 'admin',
    path: () => '/manage/tenants?q=xylophone&kind=organization',
    heading: 'Tenants',
  },
  {
    name: 'audit log',
    route: '/manage/audit-log',
    as: 'admin',
    path: () => '/manage/audit-log',
    heading: 'Audit log',
  },
  {
    name: 'invitation that is gone',
    route: '/invitation',
    path: () => '/invitation?token=unknown',
    heading: 'This invitation counts no more',
  },
  {
    name: 'new academy',
    route: '/academies/new',
    as: 'instructor',
    path: () => '/academies/new',
    heading: 'Open an academy',
  },
  {
    name: 'settings of an academy',
    route: '/manage/settings',
    as: 'instructor',
    path: () => `${academyUrl}/auth/sign-in?returnTo=/manage/settings`,
    heading: 'Settings',
  },
  {
    name: 'page that is not there',
    route: '/not-found',
    path: () => '/no-such-page',
    heading: 'This page has left the classroom',
    tolerates: [/\b404\b.*\/no-such-page/],
  },
  {
    name: 'course that is not there',
    route: '/not-found',
    path: () => '/courses/no-such-course',
    heading: 'This page has left the classroom',
    tolerates: [/\b404\b.*\/no-such-course/],
  },
];

/** Opens a page as the person whose page it is, and waits until it shows what it is for. */
export async function openSitePage(
  browser: TestBrowser,
  sitePage: SitePage,
  content: SiteContent,
): Promise<Page> {
  const { as, tolerates } = sitePage;
  const page = await browser.openTab({ as, tolerates });
  await page.goto(new URL(sitePage.path(content), url).href);
  await page.getByRole('heading', { level: 1, name: sitePage.heading }).waitFor();
  if (sitePage.shows) await page.locator(sitePage.shows).waitFor();
  return page;
}
