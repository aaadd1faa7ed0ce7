import { useTranslations } from 'next-intl';
import { shortcuts } from './shortcuts.ts';

export function ShortcutList() {
  const t = useTranslations('captions');
  return (
    <details className="rounded-control border border-line px-4 py-2 text-sm max-lg:hidden">
      <summary className="min-h-8 cursor-pointer leading-8 font-medium">{t('shortcuts')}</summary>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 py-2">
        {shortcuts.map(({ name, shown }) => (
          <div key={name} className="contents">
            <dt>
              <kbd className="rounded-sm border border-line bg-sunken px-1.5 font-mono text-xs">
                {shown}
              </kbd>
            </dt>
            <dd className="text-ink-soft">{t(`shortcut.${name}`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
