'use client';

import { Button } from '@edumaster/ui/button';
import { Card } from '@edumaster/ui/card';
import { toast } from '@edumaster/ui/toaster';
import { Eye } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { TaxDetails } from '#web/api/instructors.ts';
import { KnownNumbers } from '../teach/known-numbers.tsx';

export interface TaxCardProps {
  readonly userId: string;
  readonly masked: TaxDetails | null;
  /** Its name, by the server. */
  readonly country: string | undefined;
}

export function TaxCard({ userId, masked, country }: TaxCardProps) {
  const t = useTranslations('instructorReview');
  const [revealed, setRevealed] = useState<TaxDetails | null>(null);
  const [isBusy, setBusy] = useState(false);
  async function reveal() {
    setBusy(true);
    try {
      setRevealed(await browserApi.getTaxDetails({ params: { userId } }));
    } catch {
      toast.error(t('failedToDecide'));
    }
    setBusy(false);
  }
  const shown = revealed ?? masked;
  return (
    <Card className="space-y-4 p-5 sm:p-6">
      <h2 className="font-display text-heading font-semibold">{t('tax')}</h2>
      {shown ? (
        <KnownNumbers details={shown} country={country} />
      ) : (
        <p className="text-ink-soft">{t('noTax')}</p>
      )}
      <div aria-live="polite">
        {revealed && <p className="text-sm text-ink-faint">{t('revealed')}</p>}
      </div>
      {masked && !revealed && (
        <Button variant="secondary" size="sm" busy={isBusy} onClick={() => void reveal()}>
          <Eye aria-hidden="true" />
          {t('reveal')}
        </Button>
      )}
    </Card>
  );
}
