import type { LucideIcon } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

export interface WayListProps {
  /** Said when there are no rows. */
  readonly none: string;
  /** Of `WayRow`. */
  readonly rows: readonly ReactNode[];
}

/** The ways of one kind in which somebody can sign in. */
export function WayList({ none, rows }: WayListProps) {
  if (rows.length === 0) return <p className="text-ink-soft">{none}</p>;
  return <ul className="divide-y divide-line border-y border-line">{rows}</ul>;
}

export interface WayRowProps {
  readonly icon: LucideIcon;
  readonly actions: ReactNode;
  readonly children: ReactNode;
}

export function WayRow({ icon: Icon, actions, children }: WayRowProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-4">
      <Icon aria-hidden="true" className="size-5 shrink-0 text-ink-soft" />
      <div className="min-w-40 grow basis-0">{children}</div>
      {actions}
    </li>
  );
}

export interface WayTimes {
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

/** When a way was added and last used, in words. @param now of the page: a browser's may be wrong */
export function useWayTimes({ createdAt, lastUsedAt }: WayTimes, now: string) {
  const t = useTranslations('waysToSignIn');
  const format = useFormatter();
  const made = format.dateTime(new Date(createdAt), { dateStyle: 'medium' });
  const used = lastUsedAt
    ? t('lastUsed', { time: format.relativeTime(new Date(lastUsedAt), new Date(now)) })
    : t('neverUsed');
  return { made, used };
}
