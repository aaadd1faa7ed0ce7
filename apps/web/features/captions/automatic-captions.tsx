'use client';

import { Button } from '@edumaster/ui/button';
import { Dialog, DialogContent, DialogTrigger } from '@edumaster/ui/dialog';
import { Notice } from '@edumaster/ui/notice';
import { Progress } from '@edumaster/ui/progress';
import { toast } from '@edumaster/ui/toaster';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Sparkles } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { TranscriptionState } from '#web/api/media.ts';
import { captionRefusal } from './caption-refusal.ts';
import { LanguageChoice } from './language-choice.tsx';

const pollMs = 2_000;

export interface AutomaticCaptionsProps {
  readonly mediaId: string;
  readonly taken: readonly string[];
  readonly onDone: () => void;
}

/** Asks a program to write captions, and says how far it is or why there are none. */
export function AutomaticCaptions({ mediaId, taken, onDone }: AutomaticCaptionsProps) {
  const t = useTranslations('captions.auto');
  const client = useQueryClient();
  const queryKey = ['transcription', mediaId];
  const { data } = useQuery({
    queryKey,
    queryFn: () => browserApi.readTranscription({ params: { id: mediaId } }),
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? pollMs : false),
  });
  const status = data?.latest?.status;
  const [wasUnderWay, setWasUnderWay] = useState(false);
  useEffect(() => {
    if (status === 'waiting' || status === 'running') setWasUnderWay(true);
    if (status === 'done' && wasUnderWay) {
      setWasUnderWay(false);
      onDone();
    }
  }, [status, wasUnderWay, onDone]);
  if (!data?.provider || !data.hasSound) return null;

  async function cancel() {
    await browserApi.cancelTranscription({ params: { id: mediaId } }).catch(() => undefined);
    void client.invalidateQueries({ queryKey });
  }

  if (isUnderWay(data)) {
    return (
      <Notice role="status" icon={<Sparkles aria-hidden="true" />}>
        <p>{t('running', { percent: data.latest?.progress ?? 0 })}</p>
        <Progress value={data.latest?.progress ?? 0} label={t('progress')} className="my-2" />
        <Button size="sm" variant="ghost" onClick={() => void cancel()}>
          {t('cancel')}
        </Button>
      </Notice>
    );
  }
  return (
    <div className="space-y-3">
      {data.latest?.error && (
        <Notice tone="danger" role="alert">
          {t('failed', { reason: data.latest.error.message })}
        </Notice>
      )}
      <AskDialog
        mediaId={mediaId}
        taken={taken}
        state={data}
        onAsked={() => void client.invalidateQueries({ queryKey })}
      />
    </div>
  );
}

interface AskDialogProps {
  readonly mediaId: string;
  readonly taken: readonly string[];
  readonly state: TranscriptionState;
  readonly onAsked: () => void;
}

function AskDialog({ mediaId, taken, state, onAsked }: AskDialogProps) {
  const t = useTranslations('captions.auto');
  const tCaptions = useTranslations('captions');
  const [isOpen, setOpen] = useState(false);
  const [language, setLanguage] = useState('');
  const [isBusy, setBusy] = useState(false);
  const { provider } = state;

  async function ask() {
    setBusy(true);
    const body = language.trim() === '' ? {} : { language: language.trim() };
    try {
      await browserApi.requestTranscription({ params: { id: mediaId }, body });
      setOpen(false);
      onAsked();
    } catch (error) {
      toast.error(captionRefusal(error, tCaptions));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="secondary">
          <Sparkles aria-hidden="true" />
          {t(state.latest?.status === 'failed' ? 'again' : 'ask')}
        </Button>
      </DialogTrigger>
      <DialogContent title={t('title')} description={t('text')} closeLabel={tCaptions('close')}>
        <form
          className="space-y-4"
          onSubmit={(event) => {
            event.preventDefault();
            void ask();
          }}
        >
          <LanguageChoice value={language} onChange={setLanguage} taken={taken} />
          <p className="text-sm text-ink-soft">{t('languageHint')}</p>
          <Notice tone={provider?.isSandbox ? 'accent' : 'neutral'}>
            {provider?.isSandbox ? t('sandbox') : t('cost', { provider: provider?.label ?? '' })}
          </Notice>
          <Button type="submit" disabled={isBusy}>
            {t('start')}
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}

function isUnderWay(state: TranscriptionState | undefined): boolean {
  return ['waiting', 'running'].includes(state?.latest?.status ?? '');
}
