'use client';

export { FailedPage as default } from '#web/features/shell/failed-page.tsx';
