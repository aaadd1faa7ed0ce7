'use client';

import { Checkbox } from '@edumaster/ui/checkbox';
import { cn } from '@edumaster/ui/class-names';
import { CirclePlay, FileText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useContext } from 'react';
import type { Lecture } from '#web/api/courses.ts';
import { LectureMedia } from '../upload/lecture-media.tsx';
import { LectureResources } from '../resources/lecture-resources.tsx';
import { ArticleText } from './article-text.tsx';
import { DeleteButton } from './delete-button.tsx';
import { DragHandle } from './drag-handle.tsx';
import { EditableTitle } from './editable-title.tsx';
import { MoveButtons } from './move-buttons.tsx';
import type { Direction } from './outline-order.ts';
import { DragContext, type DraggedItem, type Edge, useDropTarget } from './use-drag.ts';
import type { Outline } from './use-outline.ts';

export interface LectureRowProps {
  readonly courseId: string;
  readonly lecture: Lecture;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly outline: Outline;
  readonly onMove: (direction: Direction) => void;
  readonly onDrop: (item: DraggedItem, edge: Edge) => void;
}

export function LectureRow(props: LectureRowProps) {
  const { lecture, outline } = props;
  const t = useTranslations('studio.outline');
  const { edge, handlers } = useDropTarget({ accepts: 'lecture', onDrop: props.onDrop });
  const { dragged } = useContext(DragContext);
  const Icon = lecture.kind === 'video' ? CirclePlay : FileText;
  return (
    <li
      data-drag-row
      {...handlers}
      className={cn(
        'relative flex flex-wrap items-center gap-x-2 gap-y-2 px-3 py-2.5 sm:px-4',
        dragged?.id === lecture.id && 'opacity-40',
        edge === 'before' && 'shadow-[inset_0_3px_0_var(--color-brand)]',
        edge === 'after' && 'shadow-[inset_0_-3px_0_var(--color-brand)]',
      )}
    >
      <DragHandle item={{ kind: 'lecture', id: lecture.id }} />
      <Icon aria-hidden="true" className="size-4.5 shrink-0 text-ink-faint" />
      <EditableTitle
        title={lecture.title}
        onRename={(title) => void outline.editLecture(lecture.id, { title })}
      >
        {lecture.title}
      </EditableTitle>
      <Checkbox
        className="items-center [&_label]:text-sm"
        label={t('previewLabel')}
        checked={lecture.isPreview}
        onCheckedChange={(isPreview) => void outline.editLecture(lecture.id, { isPreview })}
      />
      <span className="flex">
        <MoveButtons
          title={lecture.title}
          isFirst={props.isFirst}
          isLast={props.isLast}
          onMove={props.onMove}
        />
        <DeleteButton
          title={lecture.title}
          question={t('deleteLectureTitle')}
          consequence={t('deleteLectureText', { title: lecture.title })}
          onDelete={() => void outline.deleteLecture(lecture.id)}
        />
      </span>
      {lecture.kind === 'video' && (
        <div className="basis-full sm:ps-13">
          <LectureMedia courseId={props.courseId} lecture={lecture} />
        </div>
      )}
      {lecture.kind === 'article' && (
        <div className="basis-full sm:ps-13">
          <ArticleText lecture={lecture} outline={outline} />
        </div>
      )}
      <div className="basis-full sm:ps-13">
        <LectureResources courseId={props.courseId} lecture={lecture} outline={outline} />
      </div>
    </li>
  );
}
