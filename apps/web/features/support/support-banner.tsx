import { currentPerson } from '#web/api/server-api.ts';
import { ClientMessages } from '#web/i18n/client-messages.tsx';
import { SupportNotice } from './support-notice.tsx';

/** On every page while support acts as somebody: nobody forgets in whose name they are. */
export async function SupportBanner() {
  const person = await currentPerson();
  if (!person?.impersonation) return null;
  const { reason, expiresAt } = person.impersonation;
  return (
    <ClientMessages namespaces={['support']}>
      <SupportNotice
        person={{ id: person.id, name: person.name }}
        reason={reason}
        expiresAt={expiresAt}
      />
    </ClientMessages>
  );
}
