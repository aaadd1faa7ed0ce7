'use client';

import { Button } from '@edumaster/ui/button';
import { EmptyState } from '@edumaster/ui/empty-state';
import { ErrorState } from '@edumaster/ui/error-state';
import { NativeSelect } from '@edumaster/ui/native-select';
import { Notice } from '@edumaster/ui/notice';
import { Skeleton } from '@edumaster/ui/skeleton';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Captions } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCallback, useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { CaptionTrack } from '#web/api/media.ts';
import { AddCaptions } from './add-captions.tsx';
import { AutomaticCaptions } from './automatic-captions.tsx';
import { CaptionVideo } from './caption-video.tsx';
import { CueEditor } from './cue-editor.tsx';
import { ShortcutList } from './shortcut-list.tsx';
import { TrackMenu } from './track-menu.tsx';

export interface CaptionStudioProps {
  readonly courseId: string;
  readonly lectureId: string;
  readonly lectureTitle: string;
  readonly mediaId: string;
}

/** The captions of one lecture: its tracks, and one of them beside the picture. */
export function CaptionStudio({ courseId, lectureId, lectureTitle, mediaId }: CaptionStudioProps) {
  const t = useTranslations('captions');
  const tShell = useTranslations('shell');
  const client = useQueryClient();
  const tracksKey = ['captions', mediaId] as const;
  const tracks = useQuery({
    queryKey: tracksKey,
    queryFn: async () => (await browserApi.listCaptions({ params: { id: mediaId } })).items,
  });
  const [chosen, setChosen] = useState<string | null>(null);
  const [isDirty, setDirty] = useState(false);
  const [reloads, setReloads] = useState(0);
  const shown = tracks.data?.find(({ language }) => language === chosen) ?? tracks.data?.[0];
  const mayLeave = () => !isDirty || window.confirm(tShell('leaveUnsaved'));

  /** Reads everything again, and whatever was changed here is forgotten. */
  function reload(language: string | null) {
    setDirty(false);
    setChosen(language);
    setReloads(reloads + 1);
    void client.invalidateQueries({ queryKey: tracksKey });
  }

  const onTranscribed = useCallback(
    () => void client.invalidateQueries({ queryKey: ['captions', mediaId] }),
    [client, mediaId],
  );

  function keep(saved: CaptionTrack) {
    client.setQueryData<CaptionTrack[]>(tracksKey, (before) =>
      before?.map((track) => (track.language === saved.language ? saved : track)),
    );
  }

  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
      <div className="space-y-4 lg:sticky lg:top-20">
        <CaptionVideo courseId={courseId} lectureId={lectureId} title={lectureTitle} />
        <ShortcutList />
      </div>
      <div className="min-w-0 space-y-4">
        {tracks.isPending && <Loading label={t('loading')} />}
        {tracks.isError && <Failed onRetry={() => void tracks.refetch()} />}
        {tracks.data && (
          <div className="flex flex-wrap items-center gap-2">
            {shown && (
              <TrackChoice
                tracks={tracks.data}
                language={shown.language}
                onChoose={(language) => mayLeave() && reload(language)}
              />
            )}
            {shown && (
              <TrackMenu
                mediaId={mediaId}
                track={shown}
                onChanged={() => reload(shown.language)}
                onDeleted={() => reload(null)}
              />
            )}
            <span className="grow" />
            <AddCaptions
              mediaId={mediaId}
              tracks={tracks.data}
              onAdded={(track) => mayLeave() && reload(track.language)}
            />
          </div>
        )}
        {tracks.data && (
          <AutomaticCaptions
            mediaId={mediaId}
            taken={tracks.data.map(({ language }) => language)}
            onDone={onTranscribed}
          />
        )}
        {tracks.data && !shown && (
          <EmptyState
            icon={<Captions aria-hidden="true" />}
            title={t('emptyTitle')}
            description={t('emptyText')}
          />
        )}
        {shown?.status === 'unreviewed' && <Notice tone="accent">{t('unreviewedNote')}</Notice>}
        {shown && (
          <TrackEditor
            key={`${shown.language} ${reloads}`}
            mediaId={mediaId}
            track={shown}
            onSaved={keep}
            onDirty={setDirty}
            onReload={() => reload(shown.language)}
          />
        )}
      </div>
    </div>
  );
}

interface TrackChoiceProps {
  readonly tracks: readonly CaptionTrack[];
  readonly language: string;
  readonly onChoose: (language: string) => void;
}

function TrackChoice({ tracks, language, onChoose }: TrackChoiceProps) {
  const t = useTranslations('captions');
  return (
    <span className="min-w-0 grow sm:max-w-sm">
      <NativeSelect
        aria-label={t('tracks')}
        value={language}
        onChange={({ target }) => onChoose(target.value)}
      >
        {tracks.map((track) => (
          <option key={track.language} value={track.language}>
            {t('trackOption', { label: track.label, status: t(`status.${track.status}`) })}
          </option>
        ))}
      </NativeSelect>
    </span>
  );
}

interface TrackEditorProps {
  readonly mediaId: string;
  readonly track: CaptionTrack;
  readonly onSaved: (track: CaptionTrack) => void;
  readonly onDirty: (isDirty: boolean) => void;
  readonly onReload: () => void;
}

/** Reads the cues anew whenever it is opened: what is edited is never from a cache. */
function TrackEditor({ mediaId, track, ...events }: TrackEditorProps) {
  const t = useTranslations('captions');
  const { language } = track;
  const cues = useQuery({
    queryKey: ['caption-cues', mediaId, language],
    queryFn: () => browserApi.readCaptions({ params: { id: mediaId, language } }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  if (cues.isPending) return <Loading label={t('loading')} />;
  if (cues.isError) return <Failed onRetry={() => void cues.refetch()} />;
  const opened = { ...cues.data, status: track.status, label: track.label };
  return <CueEditor mediaId={mediaId} track={opened} {...events} />;
}

function Loading({ label }: { label: string }) {
  return (
    <div className="space-y-3">
      <p role="status" className="sr-only">
        {label}
      </p>
      <Skeleton className="h-12 w-full" />
      <Skeleton className="h-40 w-full" />
    </div>
  );
}

function Failed({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations('captions');
  return (
    <ErrorState
      title={t('failedTitle')}
      action={
        <Button variant="secondary" onClick={onRetry}>
          {t('retry')}
        </Button>
      }
    />
  );
}
