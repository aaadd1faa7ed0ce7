import type { MetadataRoute } from 'next';
import { pageOrigin } from '#web/platform/page-origin.ts';

export default async function robots(): Promise<MetadataRoute.Robots> {
  return {
    rules: {
      userAgent: '*',
      allow: '/',
      disallow: [
        '/api/',
        '/auth/',
        '/sign-in/',
        '/learn/',
        '/studio',
        '/moderation',
        '/my-learning',
        '/account',
        '/checkout',
      ],
    },
    sitemap: `${await pageOrigin()}/sitemap.xml`,
  };
}
