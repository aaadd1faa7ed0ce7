import { buttonStyle } from '@edumaster/ui/button';
import { EmptyState } from '@edumaster/ui/empty-state';
import { GraduationCap } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { currentPerson } from '#web/api/server-api.ts';
import { canTeach } from '../shell/destinations.ts';
import { PageBody } from '../shell/page-body.tsx';
import { SignInRequired } from '../shell/sign-in-required.tsx';

export interface StudioGateProps {
  readonly returnTo: string;
  readonly children: () => Promise<ReactNode>;
}

/** Explains who may teach, instead of showing a page full of refusals. The API decides. */
export async function StudioGate({ returnTo, children }: StudioGateProps) {
  const [t, person] = await Promise.all([getTranslations('studio'), currentPerson()]);
  if (!person) {
    return (
      <PageBody>
        <SignInRequired returnTo={returnTo} />
      </PageBody>
    );
  }
  if (!canTeach(person)) {
    return (
      <PageBody>
        <EmptyState
          headingLevel="h1"
          icon={<GraduationCap aria-hidden="true" />}
          title={t('cannotTeachTitle')}
          description={t('cannotTeachText', { email: person.email })}
          action={
            <Link href="/account/instructor" prefetch={false} className={buttonStyle()}>
              {t('applyToTeach')}
            </Link>
          }
        />
      </PageBody>
    );
  }
  return <PageBody>{await children()}</PageBody>;
}
