import { Badge } from '@edumaster/ui/badge';
import { Progress } from '@edumaster/ui/progress';
import { CircleCheckBig, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Lecture } from '#web/api/courses.ts';
import { formatClock } from '#web/platform/format.ts';
import type { KnownMedia } from './use-media.ts';

export interface MediaWordsProps {
  readonly media: KnownMedia;
  readonly lecture: Lecture;
}

/** How far a video is, in words, and with a bar as long as somebody waits for it. */
export function MediaWords({ media, lecture }: MediaWordsProps) {
  const t = useTranslations('studio.upload');
  const { status, percent, stage } = media;
  if (!status) return <span className="text-ink-soft">{t('none')}</span>;
  if (status === 'failed') {
    return (
      <Badge tone="danger">
        <TriangleAlert aria-hidden="true" />
        {t('mediaFailed')}
      </Badge>
    );
  }
  if (status === 'processing') {
    return (
      <span className="flex min-w-48 flex-1 items-center gap-3 text-ink-soft">
        <StageWords stage={stage} percent={percent} />
        <Progress tone="accent" value={percent} label={`${t('processing')}: ${lecture.title}`} />
      </span>
    );
  }
  return (
    <>
      <Badge tone="brand">
        <CircleCheckBig aria-hidden="true" />
        {status === 'playable' ? <PlayableWords media={media} /> : t('ready')}
      </Badge>
      {lecture.durationSeconds !== null && lecture.durationSeconds > 0 && (
        <span className="text-ink-soft tabular-nums">{formatClock(lecture.durationSeconds)}</span>
      )}
    </>
  );
}

function StageWords({ stage, percent }: Pick<KnownMedia, 'stage' | 'percent'>) {
  const t = useTranslations('studio.upload');
  const words = stage ? t(`stage.${stage}`) : t('processing');
  // Who waits for its turn or for room has no use for a number that stands still.
  const isMoving = percent !== undefined && percent > 0 && !isWaiting(stage);
  return (
    <span className="whitespace-nowrap">
      {isMoving ? t('stagePercent', { stage: words, percent }) : words}
    </span>
  );
}

function PlayableWords({ media: { stage, percent, reason } }: { readonly media: KnownMedia }) {
  const t = useTranslations('studio.upload');
  if (isWaiting(stage)) return t(`stage.${stage}`);
  if (stage && percent !== undefined && percent > 0) return t('playablePercent', { percent });
  return reason ? t('playableOnly') : t('playable');
}

/** For something that is not there now, not for its turn. */
function isWaiting(stage: KnownMedia['stage']) {
  return stage === 'waiting-for-space' || stage === 'waiting-for-scanner';
}
