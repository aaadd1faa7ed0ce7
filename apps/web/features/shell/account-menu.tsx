import { Avatar } from '@edumaster/ui/avatar';
import { useTranslations } from 'next-intl';
import type { Me } from '#web/api/identity.ts';
import { destinationsOf } from './destinations.ts';
import { NavLink } from './nav-link.tsx';
import { PlaceSwitcher } from './place-switcher.tsx';
import { PopoverPanel } from './popover-panel.tsx';
import { SignOutButton } from './sign-out-button.tsx';

export function AccountMenu({ person }: { person: Me }) {
  const t = useTranslations('shell');
  return (
    <>
      <button
        type="button"
        popoverTarget="account-menu"
        aria-label={t('accountMenu', { name: person.name })}
        className="grid size-11 place-items-center rounded-full"
      >
        <Avatar name={person.name} imageUrl={person.avatarUrl} />
      </button>
      <PopoverPanel id="account-menu" className="sm:w-72">
        <div className="flex items-center gap-3 border-b border-line p-3 pb-4">
          <Avatar name={person.name} imageUrl={person.avatarUrl} />
          <div className="min-w-0">
            <p className="truncate font-semibold">{person.name}</p>
            <p className="truncate text-sm text-ink-soft">{person.email}</p>
          </div>
        </div>
        <nav aria-label={t('accountMenu', { name: person.name })} className="pt-2">
          <NavLink href="/account">{t('account')}</NavLink>
          {destinationsOf(person).map(({ href, label }) => (
            <NavLink key={href} href={href}>
              {t(label)}
            </NavLink>
          ))}
        </nav>
        <PlaceSwitcher person={person} />
        <SignOutButton />
      </PopoverPanel>
    </>
  );
}
