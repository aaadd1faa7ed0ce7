import { EmptyState } from '@edumaster/ui/empty-state';
import { ShieldCheck } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Me } from '#web/api/identity.ts';
import { currentPerson } from '#web/api/server-api.ts';
import { SignInRequired } from '../shell/sign-in-required.tsx';
import { maySee } from './manage-sections.ts';

export interface ManageGateProps {
  /** Of the section, as in `manage-sections.ts`. */
  readonly section: string;
  readonly returnTo?: string;
  readonly children: (person: Me) => Promise<ReactNode>;
}

/** Explains whose page this is. The API decides. */
export async function ManageGate({ section, returnTo, children }: ManageGateProps) {
  const [t, person] = await Promise.all([getTranslations('errors'), currentPerson()]);
  if (!person) return <SignInRequired returnTo={returnTo ?? section} />;
  if (!maySee(person, section)) {
    return (
      <EmptyState
        headingLevel="h1"
        icon={<ShieldCheck aria-hidden="true" />}
        title={t('forbiddenTitle')}
        description={t('forbiddenDescription', { email: person.email })}
      />
    );
  }
  return children(person);
}
