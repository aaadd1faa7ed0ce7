'use client';

import { Card } from '@edumaster/ui/card';
import { cn } from '@edumaster/ui/class-names';
import { useTranslations } from 'next-intl';
import { useContext } from 'react';
import type { Section } from '#web/api/courses.ts';
import { DropVideos } from '../upload/drop-videos.tsx';
import { AddLecture } from './add-lecture.tsx';
import { DeleteButton } from './delete-button.tsx';
import { DragHandle } from './drag-handle.tsx';
import { EditableTitle } from './editable-title.tsx';
import { LectureRow } from './lecture-row.tsx';
import { MoveButtons } from './move-buttons.tsx';
import type { Direction, LecturePlace } from './outline-order.ts';
import { DragContext, type DraggedItem, type Edge, useDropTarget } from './use-drag.ts';
import type { Outline } from './use-outline.ts';

export interface SectionCardProps {
  readonly courseId: string;
  readonly section: Section;
  readonly position: number;
  readonly total: number;
  readonly outline: Outline;
  readonly onMove: (direction: Direction) => void;
  readonly onDrop: (item: DraggedItem, edge: Edge) => void;
  readonly onMoveLecture: (lectureId: string, direction: Direction) => void;
  readonly onPlaceLecture: (lectureId: string, place: LecturePlace) => void;
}

export function SectionCard(props: SectionCardProps) {
  const { section, position, total, outline } = props;
  const { edge, handlers } = useDropTarget({ accepts: 'section', onDrop: props.onDrop });
  const { dragged } = useContext(DragContext);
  return (
    <Card
      data-drag-row
      {...handlers}
      className={cn(
        'overflow-hidden',
        dragged?.id === section.id && 'opacity-40',
        edge === 'before' && 'shadow-[0_-4px_0_var(--color-brand)]',
        edge === 'after' && 'shadow-[0_4px_0_var(--color-brand)]',
      )}
    >
      <SectionHeading {...props} />
      <LectureList {...props} isFirstSection={position === 1} isLastSection={position === total} />
      <div className="space-y-3 border-t border-line p-3 sm:p-4">
        <AddLecture onAdd={(lecture) => outline.addLecture(section.id, lecture)} />
        <DropVideos
          lectureIds={section.lectures.map(({ id }) => id)}
          onVideo={(title) => outline.addLecture(section.id, { title, kind: 'video' })}
        />
      </div>
    </Card>
  );
}

function SectionHeading({ section, position, total, outline, onMove }: SectionCardProps) {
  const t = useTranslations('studio.outline');
  return (
    <div className="flex flex-wrap items-center gap-x-2 border-b border-line bg-sunken/60 px-3 py-2 sm:px-4">
      <DragHandle item={{ kind: 'section', id: section.id }} />
      <h2 className="flex min-w-0 flex-1 basis-36 text-base">
        <EditableTitle
          title={section.title}
          onRename={(title) => void outline.renameSection(section.id, title)}
        >
          <span className="font-semibold">{`${position}. ${section.title}`}</span>
        </EditableTitle>
      </h2>
      <span className="flex">
        <MoveButtons
          title={section.title}
          isFirst={position === 1}
          isLast={position === total}
          onMove={onMove}
        />
        <DeleteButton
          title={section.title}
          question={t('deleteSectionTitle')}
          consequence={t('deleteSectionText', {
            title: section.title,
            count: section.lectures.length,
          })}
          onDelete={() => void outline.deleteSection(section.id)}
        />
      </span>
    </div>
  );
}

interface LectureListProps extends SectionCardProps {
  readonly isFirstSection: boolean;
  readonly isLastSection: boolean;
}

function LectureList(props: LectureListProps) {
  const { section, onPlaceLecture } = props;
  const { lectures } = section;
  if (lectures.length === 0) return <EmptySection {...props} />;
  function drop(item: DraggedItem, edge: Edge, targetId: string) {
    // The place is counted without the lecture that moves.
    const rest = lectures.filter(({ id }) => id !== item.id);
    const at = rest.findIndex(({ id }) => id === targetId);
    if (at === -1) return;
    onPlaceLecture(item.id, { sectionId: section.id, index: edge === 'before' ? at : at + 1 });
  }
  return (
    <ol className="divide-y divide-line">
      {lectures.map((lecture, index) => (
        <LectureRow
          key={lecture.id}
          courseId={props.courseId}
          lecture={lecture}
          isFirst={props.isFirstSection && index === 0}
          isLast={props.isLastSection && index === lectures.length - 1}
          outline={props.outline}
          onMove={(direction) => props.onMoveLecture(lecture.id, direction)}
          onDrop={(item, edge) => drop(item, edge, lecture.id)}
        />
      ))}
    </ol>
  );
}

function EmptySection({ section, onPlaceLecture }: LectureListProps) {
  const t = useTranslations('studio.outline');
  const { edge, handlers } = useDropTarget({
    accepts: 'lecture',
    onDrop: ({ id }) => onPlaceLecture(id, { sectionId: section.id, index: 0 }),
  });
  return (
    <p
      {...handlers}
      className={cn('px-4 py-6 text-center text-sm text-ink-soft', edge && 'bg-brand-soft')}
    >
      {t('emptySection')}
    </p>
  );
}
