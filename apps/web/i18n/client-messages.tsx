import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Messages } from './locales.ts';

export interface ClientMessagesProps {
  /** What the client components below read, and nothing more: it all travels in the page. */
  readonly namespaces: readonly (keyof Messages)[];
  readonly children: ReactNode;
}

export async function ClientMessages({ namespaces, children }: ClientMessagesProps) {
  const messages: Partial<Messages> = await getMessages();
  const picked = Object.fromEntries(namespaces.map((name) => [name, messages[name]]));
  return <NextIntlClientProvider messages={picked}>{children}</NextIntlClientProvider>;
}
