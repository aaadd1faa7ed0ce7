import type { z } from 'zod';
import type { searchCourses } from '../contracts.ts';
import type { FoundCourse } from '../store/card-store.ts';

type FoundCourseJson = z.input<(typeof searchCourses)['response']>['items'][number];

export function presentFoundCourse(found: FoundCourse): FoundCourseJson {
  const { card, enrollmentCount, ratingSum, ratingCount } = found;
  const { title, subtitle, description, category, level, language, tags, thumbnailUrl } = card;
  const average = ratingCount === 0 ? 0 : Math.round((ratingSum / ratingCount) * 100) / 100;
  return {
    id: card.courseId,
    slug: card.slug,
    title,
    subtitle,
    description,
    category,
    level,
    language,
    price: priceOf(found),
    tags,
    status: 'published',
    ...(thumbnailUrl === null ? {} : { thumbnailUrl }),
    instructor: card.instructor,
    rating: { average, count: ratingCount },
    enrollmentCount,
    publishedVersion: card.version,
    createdAt: card.createdAt,
    updatedAt: card.updatedAt,
  };
}

function priceOf({ card, priceNow }: FoundCourse): FoundCourseJson['price'] {
  const { price, discount } = card;
  if (discount === null || priceNow === price.amount) return price;
  return {
    amount: priceNow,
    currency: price.currency,
    listAmount: price.amount,
    discountPercent: discount.percent,
    ...(discount.endsAt === null ? {} : { discountEndsAt: discount.endsAt }),
  };
}
