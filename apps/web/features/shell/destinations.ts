import type { Me } from '#web/api/identity.ts';
import { sectionsFor } from '../manage/manage-sections.ts';

export interface Destination {
  readonly href: string;
  readonly label: 'courses' | 'myLearning' | 'studio' | 'reviews' | 'manage';
}

/** What a person can use; the API decides again on every request. */
export function destinationsOf(person: Me | null): readonly Destination[] {
  const places: (Destination & { readonly shown: boolean })[] = [
    { href: '/courses', label: 'courses', shown: true },
    { href: '/my-learning', label: 'myLearning', shown: person !== null },
    { href: '/studio', label: 'studio', shown: canTeach(person) },
    { href: '/moderation', label: 'reviews', shown: canModerate(person) },
    { href: '/manage', label: 'manage', shown: sectionsFor(person).length > 0 },
  ];
  return places.filter(({ shown }) => shown).map(({ href, label }) => ({ href, label }));
}

export function canTeach(person: Me | null): boolean {
  return hasRole(person, ['instructor', 'admin', 'owner']);
}

export function canModerate(person: Me | null): boolean {
  return hasRole(person, ['moderator', 'admin']);
}

function hasRole(person: Me | null, roles: readonly string[]): boolean {
  return person?.roles.some((role) => roles.includes(role)) ?? false;
}
