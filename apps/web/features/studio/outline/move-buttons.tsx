'use client';

import { Button } from '@edumaster/ui/button';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Direction } from './outline-order.ts';

export interface MoveButtonsProps {
  readonly title: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onMove: (direction: Direction) => void;
}

/** The keyboard's way to do what dragging does; `aria-disabled` keeps the focus at the ends. */
export function MoveButtons({ title, isFirst, isLast, onMove }: MoveButtonsProps) {
  const t = useTranslations('studio.outline');
  return (
    <span className="flex">
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={t('moveUp', { title })}
        aria-disabled={isFirst || undefined}
        onClick={() => !isFirst && onMove('up')}
      >
        <ArrowUp aria-hidden="true" />
      </Button>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={t('moveDown', { title })}
        aria-disabled={isLast || undefined}
        onClick={() => !isLast && onMove('down')}
      >
        <ArrowDown aria-hidden="true" />
      </Button>
    </span>
  );
}
