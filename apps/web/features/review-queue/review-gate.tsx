import { EmptyState } from '@edumaster/ui/empty-state';
import { ShieldCheck } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { currentPerson } from '#web/api/server-api.ts';
import { canModerate } from '../shell/destinations.ts';
import { PageBody } from '../shell/page-body.tsx';
import { SignInRequired } from '../shell/sign-in-required.tsx';

export interface ReviewGateProps {
  readonly returnTo: string;
  readonly children: () => Promise<ReactNode>;
}

/** Explains whose page this is. The API decides. */
export async function ReviewGate({ returnTo, children }: ReviewGateProps) {
  const [t, tErrors, person] = await Promise.all([
    getTranslations('reviewQueue'),
    getTranslations('errors'),
    currentPerson(),
  ]);
  if (!person) {
    return (
      <PageBody>
        <SignInRequired returnTo={returnTo} />
      </PageBody>
    );
  }
  if (!canModerate(person)) {
    return (
      <PageBody>
        <EmptyState
          headingLevel="h1"
          icon={<ShieldCheck aria-hidden="true" />}
          title={t('forbidden')}
          description={tErrors('forbiddenDescription', { email: person.email })}
        />
      </PageBody>
    );
  }
  return <PageBody>{await children()}</PageBody>;
}
