'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Toaster } from '@edumaster/ui/toaster';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';

/** For the parts that live in the browser: the player, the studio, the review queue. */
export function DataProvider({ children }: { children: ReactNode }) {
  const t = useTranslations('shell');
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: false } } }),
  );
  return (
    <QueryClientProvider client={client}>
      {children}
      <Toaster label={t('notifications')} />
    </QueryClientProvider>
  );
}
