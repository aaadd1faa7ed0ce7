import { Avatar } from '@edumaster/ui/avatar';
import { Check } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import type { Me } from '#web/api/identity.ts';
import { currentTenant, serverApi } from '#web/api/server-api.ts';
import type { MyTenant } from '#web/api/tenancy.ts';
import { signInAddress } from '#web/platform/sign-in-address.ts';
import { NavLink } from './nav-link.tsx';

/** From one place to another where the person is a member; nobody has to sign in again there. */
export async function PlaceSwitcher({ person }: { person: Me }) {
  const [t, tenant] = await Promise.all([getTranslations('shell'), currentTenant()]);
  const isElsewhere = person.memberships.some(({ tenantId }) => tenantId !== tenant.id);
  const places = isElsewhere ? (await (await serverApi()).listMyTenants()).items : [];
  const mayOpen = tenant.kind === 'marketplace';
  if (places.length === 0 && !mayOpen) return null;
  return (
    <nav aria-label={t('places')} className="mt-2 border-t border-line pt-2">
      {places.length > 0 && (
        <>
          <p className="px-3 py-1.5 text-sm font-medium text-ink-faint">{t('places')}</p>
          <ul className="max-h-64 overflow-y-auto">
            {places.map((place) => (
              <li key={place.id}>
                <Place place={place} hereNow={t('hereNow')} />
              </li>
            ))}
          </ul>
        </>
      )}
      {mayOpen && <NavLink href="/academies/new">{t('openAcademy')}</NavLink>}
    </nav>
  );
}

function Place({ place, hereNow }: { place: MyTenant; hereNow: string }) {
  const { name, url, isHere } = place;
  const host = new URL(url).host;
  return (
    <a
      href={isHere ? '/' : `${url}${signInAddress('/')}`}
      aria-current={isHere ? 'true' : undefined}
      className="flex min-h-12 items-center gap-3 rounded-control px-3 py-1.5 hover:bg-sunken"
    >
      <Avatar name={name} className="size-8 shrink-0 text-xs" />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{name}</span>
        <span className="block truncate text-sm text-ink-faint">{host}</span>
      </span>
      {isHere && (
        <>
          <Check aria-hidden="true" className="size-4 shrink-0 text-brand-ink" />
          <span className="sr-only">{hereNow}</span>
        </>
      )}
    </a>
  );
}
