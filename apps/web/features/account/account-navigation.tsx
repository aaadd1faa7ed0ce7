import { getTranslations } from 'next-intl/server';
import { NavLink } from '../shell/nav-link.tsx';
import { accountSections } from './account-sections.ts';

/** Beside the page on wide screens, above it on narrow ones. */
export async function AccountNavigation() {
  const t = await getTranslations('account');
  return (
    <nav aria-label={t('navigation')} className="max-lg:border-b max-lg:border-line max-lg:pb-3">
      <ul className="flex flex-wrap gap-1 lg:flex-col">
        {accountSections.map(({ href, label }) => (
          <li key={href}>
            <NavLink
              href={href}
              className="aria-[current=page]:bg-brand-soft aria-[current=page]:hover:bg-brand-soft"
            >
              {t(label)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
