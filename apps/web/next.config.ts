import { join } from 'node:path';
import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const config: NextConfig = {
  output: 'standalone',
  outputFileTracingRoot: join(import.meta.dirname, '../..'),
  turbopack: { root: join(import.meta.dirname, '../..') },
  transpilePackages: ['@edumaster/ui'],
  // The edge compresses once and keeps the result.
  compress: false,
  poweredByHeader: false,
  agentRules: false,
  reactStrictMode: true,
  // Covers and thumbnails come from the server in their final sizes.
  images: { unoptimized: true },
  // Asked for by browsers where a page names no icon, for example while an error is shown.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
};

export default createNextIntlPlugin('./i18n/request.ts')(config);
