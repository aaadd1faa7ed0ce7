'use client';

import { GripVertical } from 'lucide-react';
import { type DraggedItem, useDragHandle } from './use-drag.ts';

/** For the pointer only; assistive technology has the arrow buttons. */
export function DragHandle({ item }: { item: DraggedItem }) {
  const { handlers } = useDragHandle(item);
  return (
    <span
      aria-hidden="true"
      className="grid h-9 w-6 shrink-0 cursor-grab place-items-center text-ink-faint hover:text-ink active:cursor-grabbing max-sm:hidden"
      {...handlers}
    >
      <GripVertical className="size-4" />
    </span>
  );
}
