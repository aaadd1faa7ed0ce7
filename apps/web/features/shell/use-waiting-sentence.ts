import { useFormatter, useTranslations } from 'next-intl';
import { type Waiting, waitingTime } from '#web/platform/waiting.ts';

/** Says when somebody may try again. */
export function useWaitingSentence(): (waiting: Waiting) => string {
  const t = useTranslations('shell');
  const format = useFormatter();
  return (waiting) => {
    const { count, unit } = waitingTime(waiting);
    const time = format.number(count, { style: 'unit', unit, unitDisplay: 'long' });
    return t('tooManyTries', { time });
  };
}
