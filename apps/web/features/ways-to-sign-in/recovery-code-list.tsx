'use client';

import { Button, buttonStyle } from '@edumaster/ui/button';
import { toast } from '@edumaster/ui/toaster';
import { Copy, Download } from 'lucide-react';
import { useTranslations } from 'next-intl';

/** The codes, to be kept somewhere else: they are shown this once. */
export function RecoveryCodeList({ codes }: { codes: readonly string[] }) {
  const t = useTranslations('waysToSignIn');
  const text = `${codes.join('\n')}\n`;
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      toast.success(t('copied'));
    } catch {
      toast.error(t('copyFailed'));
    }
  }
  return (
    <div className="space-y-4">
      <ul
        aria-label={t('recoveryTitle')}
        className="grid gap-x-6 gap-y-2 rounded-control border border-line bg-sunken p-4 font-mono min-[26rem]:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-3">
        <Button variant="secondary" onClick={() => void copy()}>
          <Copy aria-hidden="true" />
          {t('copy')}
        </Button>
        <a
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download={t('downloadName')}
          className={buttonStyle({ variant: 'secondary' })}
        >
          <Download aria-hidden="true" />
          {t('download')}
        </a>
      </div>
    </div>
  );
}
