'use client';

import { createContext, type DragEvent, useContext, useState } from 'react';

export interface DraggedItem {
  readonly kind: 'section' | 'lecture';
  readonly id: string;
}

export interface DragState {
  readonly dragged: DraggedItem | null;
  readonly setDragged: (item: DraggedItem | null) => void;
}

export const DragContext = createContext<DragState>({
  dragged: null,
  setDragged: () => undefined,
});

export type Edge = 'before' | 'after';

export interface DropTargetOptions {
  readonly accepts: DraggedItem['kind'];
  readonly onDrop: (item: DraggedItem, edge: Edge) => void;
}

/** A place between two items: which half of the target the pointer is over decides the side. */
export function useDropTarget({ accepts, onDrop }: DropTargetOptions) {
  const { dragged, setDragged } = useContext(DragContext);
  const [edge, setEdge] = useState<Edge | null>(null);
  const isWanted = dragged?.kind === accepts;
  return {
    edge: isWanted ? edge : null,
    handlers: {
      onDragOver: (event: DragEvent<HTMLElement>) => {
        if (!isWanted) return;
        event.preventDefault();
        event.stopPropagation();
        const { top, height } = event.currentTarget.getBoundingClientRect();
        setEdge(event.clientY < top + height / 2 ? 'before' : 'after');
      },
      onDragLeave: () => setEdge(null),
      onDrop: (event: DragEvent<HTMLElement>) => {
        if (!isWanted || !dragged) return;
        event.preventDefault();
        event.stopPropagation();
        setEdge(null);
        setDragged(null);
        onDrop(dragged, edge ?? 'after');
      },
    },
  };
}

/** For the handle: the pointer takes it, the keyboard has the arrow buttons beside it. */
export function useDragHandle(item: DraggedItem) {
  const { dragged, setDragged } = useContext(DragContext);
  return {
    isDragged: dragged?.id === item.id,
    handlers: {
      draggable: true,
      onDragStart: (event: DragEvent<HTMLElement>) => {
        event.stopPropagation();
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', item.id);
        const row = event.currentTarget.closest('[data-drag-row]');
        if (row) event.dataTransfer.setDragImage(row, 16, 16);
        setDragged(item);
      },
      onDragEnd: () => setDragged(null),
    },
  };
}
