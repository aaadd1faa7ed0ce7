import { newId } from '@edumaster/kernel';
import type { Card } from '../domain/card.ts';

/** A free beginner's course in programming, unless said otherwise. */
export function cardOf(values: Partial<Card> = {}): Card {
  const courseId = newId();
  const time = '2026-01-01T00:00:00.000Z';
  return {
    courseId,
    slug: `course-${courseId.slice(-12)}`,
    version: 1,
    title: 'A course',
    subtitle: '',
    description: '',
    category: 'programming',
    categoryName: 'Programming',
    level: 'beginner',
    language: 'en',
    price: { amount: 0, currency: 'USD' },
    discount: null,
    tags: [],
    thumbnailUrl: null,
    instructor: { id: newId(), name: 'Ada' },
    lectureTitles: [],
    publishedAt: time,
    createdAt: time,
    updatedAt: time,
    ...values,
  };
}
