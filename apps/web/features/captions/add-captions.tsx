'use client';

import { Button } from '@edumaster/ui/button';
import { Dialog, DialogContent, DialogTrigger } from '@edumaster/ui/dialog';
import { Field } from '@edumaster/ui/field';
import { Input } from '@edumaster/ui/input';
import { NativeSelect } from '@edumaster/ui/native-select';
import { Notice } from '@edumaster/ui/notice';
import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { CaptionTrack } from '#web/api/media.ts';
import { captionFileText } from './caption-file-text.ts';
import { captionRefusal } from './caption-refusal.ts';
import { LanguageChoice } from './language-choice.tsx';

type Way = 'file' | 'empty' | 'copy';

export interface AddCaptionsProps {
  readonly mediaId: string;
  readonly tracks: readonly CaptionTrack[];
  readonly onAdded: (track: CaptionTrack) => void;
}

/** A new track: from a file, empty, or as a copy to translate. */
export function AddCaptions(props: AddCaptionsProps) {
  const t = useTranslations('captions');
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant={props.tracks.length === 0 ? 'primary' : 'secondary'}>
          <Plus aria-hidden="true" />
          {t('add')}
        </Button>
      </DialogTrigger>
      <DialogContent title={t('addTitle')} description={t('addText')} closeLabel={t('close')}>
        <AddForm
          {...props}
          onAdded={(track) => {
            setOpen(false);
            props.onAdded(track);
          }}
        />
      </DialogContent>
    </Dialog>
  );
}

function AddForm({ mediaId, tracks, onAdded }: AddCaptionsProps) {
  const t = useTranslations('captions');
  const [language, setLanguage] = useState('');
  const [way, setWay] = useState<Way>('file');
  const [copyOf, setCopyOf] = useState(tracks[0]?.language ?? '');
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const file = useRef<HTMLInputElement>(null);

  async function add() {
    if (language.trim() === '') return setProblem(t('languageRequired'));
    setBusy(true);
    setProblem(undefined);
    try {
      const beginning = await beginningOf();
      if (typeof beginning === 'string') return setProblem(beginning);
      const body = { language: language.trim(), ...beginning };
      onAdded(await browserApi.addCaptions({ params: { id: mediaId }, body }));
    } catch (error) {
      setProblem(captionRefusal(error, t));
    } finally {
      setBusy(false);
    }
  }

  async function beginningOf(): Promise<{ content?: string; copyOf?: string } | string> {
    if (way === 'empty') return {};
    if (way === 'copy') return { copyOf };
    const chosen = file.current?.files?.[0];
    if (!chosen) return t('fileRequired');
    const read = await captionFileText(chosen);
    if ('content' in read) return read;
    return t(read.refusal === 'too-large' ? 'fileTooLarge' : 'fileNotUtf8');
  }

  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <LanguageChoice
        value={language}
        onChange={setLanguage}
        taken={tracks.map((track) => track.language)}
      />
      <Field label={t('way')}>
        <NativeSelect value={way} onChange={({ target }) => setWay(target.value as Way)}>
          <option value="file">{t('wayFile')}</option>
          <option value="empty">{t('wayEmpty')}</option>
          {tracks.length > 0 && <option value="copy">{t('wayCopy')}</option>}
        </NativeSelect>
      </Field>
      {way === 'file' && (
        <Field label={t('file')}>
          <Input
            ref={file}
            type="file"
            accept=".vtt,.srt,text/vtt,application/x-subrip"
            className="py-2"
          />
        </Field>
      )}
      {way === 'copy' && (
        <Field label={t('copyOf')}>
          <NativeSelect value={copyOf} onChange={({ target }) => setCopyOf(target.value)}>
            {tracks.map((track) => (
              <option key={track.language} value={track.language}>
                {track.label}
              </option>
            ))}
          </NativeSelect>
        </Field>
      )}
      {problem && (
        <Notice tone="danger" role="alert">
          {problem}
        </Notice>
      )}
      <Button type="submit" disabled={isBusy}>
        {t(isBusy ? 'creating' : 'create')}
      </Button>
    </form>
  );
}
