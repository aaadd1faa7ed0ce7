import type { ReactNode } from 'react';
import type { Me } from '#web/api/identity.ts';
import { currentPerson } from '#web/api/server-api.ts';
import { PageHeading } from '../shell/page-body.tsx';

export interface AccountPageProps {
  readonly title: string;
  readonly lead: string;
  readonly children: (person: Me) => ReactNode;
}

/** One page of somebody's account; the layout asks who is not signed in to do so. */
export async function AccountPage({ title, lead, children }: AccountPageProps) {
  const person = await currentPerson();
  if (!person) return null;
  return (
    <>
      <PageHeading title={title} lead={lead} />
      <div className="max-w-2xl space-y-6">{children(person)}</div>
    </>
  );
}
