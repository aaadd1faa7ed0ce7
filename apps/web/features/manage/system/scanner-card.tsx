import { Badge } from '@edumaster/ui/badge';
import { Card } from '@edumaster/ui/card';
import { useTranslations } from 'next-intl';
import type { VirusScanning } from '#web/api/media.ts';

/** Whether uploaded files are scanned; that they are not is said as plainly as that they are. */
export function ScannerCard({ scanner }: VirusScanning) {
  const t = useTranslations('manageSystem');
  const state = stateOf(scanner);
  return (
    <Card className="p-5 sm:p-6">
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="font-display text-heading font-semibold">{t('scanner')}</h2>
        <Badge tone={tones[state]}>{t(`states.${state}`)}</Badge>
      </div>
      <p className="mt-2 max-w-prose text-ink-soft">{t(`texts.${state}`)}</p>
      {scanner ? (
        <dl className="mt-4 grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[auto_minmax(0,1fr)]">
          <dt className="text-ink-soft">{t('name')}</dt>
          <dd className="break-words">{scanner.name}</dd>
          <dt className="text-ink-soft">{t('detail')}</dt>
          <dd className="break-words">{scanner.detail}</dd>
        </dl>
      ) : (
        <p className="mt-4 max-w-prose text-sm text-ink-soft">
          {t.rich('how', {
            setting: (name) => <code className="rounded-sm bg-sunken px-1.5 py-0.5">{name}</code>,
          })}
        </p>
      )}
    </Card>
  );
}

type State = 'none' | 'there' | 'away';

const tones = { none: 'accent', there: 'brand', away: 'danger' } as const;

function stateOf(scanner: VirusScanning['scanner']): State {
  if (!scanner) return 'none';
  return scanner.isThere ? 'there' : 'away';
}
