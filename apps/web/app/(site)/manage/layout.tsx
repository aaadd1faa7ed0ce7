import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { currentPerson } from '#web/api/server-api.ts';
import { sectionsFor } from '#web/features/manage/manage-sections.ts';
import { DataProvider } from '#web/features/shell/data-provider.tsx';
import { NavLink } from '#web/features/shell/nav-link.tsx';
import { PageBody } from '#web/features/shell/page-body.tsx';

export default async function ManageLayout({ children }: { children: ReactNode }) {
  const [t, person] = await Promise.all([getTranslations('manage'), currentPerson()]);
  const sections = sectionsFor(person);
  if (sections.length === 0) return <PageBody>{children}</PageBody>;
  return (
    <PageBody className="grid gap-x-10 gap-y-6 lg:grid-cols-[13rem_minmax(0,1fr)]">
      <nav
        aria-label={t('sections.title')}
        className="flex gap-1 max-lg:-mx-4 max-lg:flex-wrap max-lg:border-b max-lg:border-line max-lg:px-4 max-lg:pb-2 lg:sticky lg:top-24 lg:flex-col lg:self-start"
      >
        {sections.map(({ href, label }) => (
          <NavLink key={href} href={href} className="aria-[current=page]:bg-brand-soft">
            {t(`sections.${label}`)}
          </NavLink>
        ))}
      </nav>
      <div className="min-w-0">
        <DataProvider>{children}</DataProvider>
      </div>
    </PageBody>
  );
}
