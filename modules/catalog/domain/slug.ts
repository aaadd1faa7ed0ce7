import { isId } from '@edumaster/kernel';

const maxLength = 80;

/** Addresses below `/courses/` that are no course. */
const reserved = new Set(['search', 'suggest', 'new']);

/**
 * The part of an address that stands for a title: Latin letters without their marks, digits, and
 * hyphens. Titles in other scripts have none of them and share one slug, which a suffix tells apart.
 */
export function slugOf(title: string, fallback = 'course'): string {
  const slug = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, maxLength)
    .replace(/^-|-$/g, '');
  return slug || fallback;
}

/** Whether the slug would hide behind another address: an id of a course, or a page. */
export function isAmbiguous(slug: string): boolean {
  return isId(slug) || reserved.has(slug);
}
