import { defineConfig } from 'vitest/config';

export default defineConfig({
  ssr: { resolve: { conditions: ['@edumaster/source'] } },
  test: { include: ['launcher/*.test.mjs'] },
});
