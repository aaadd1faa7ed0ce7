'use client';

import { EmptyState } from '@edumaster/ui/empty-state';
import { ListTree } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Course } from '#web/api/courses.ts';
import { AddSection } from './add-section.tsx';
import { type Direction, moveItem, moveLecture, placeItem, placeLecture } from './outline-order.ts';
import { SectionCard } from './section-card.tsx';
import { DragContext, type DraggedItem, type Edge } from './use-drag.ts';
import { useOutline } from './use-outline.ts';

/** Sections and lectures in their order, by pointer and by keyboard. */
export function OutlineEditor({ course }: { course: Course }) {
  const t = useTranslations('studio.outline');
  const outline = useOutline(course.id);
  const [dragged, setDragged] = useState<DraggedItem | null>(null);
  const [announcement, setAnnouncement] = useState('');
  const { sections } = course;

  function moveSection(id: string, direction: Direction) {
    const moved = moveItem(sections, id, direction);
    const at = moved.findIndex((section) => section.id === id);
    setAnnouncement(
      t('moved', {
        title: moved[at]?.title ?? '',
        position: at + 1,
        total: moved.length,
      }),
    );
    void outline.order(moved);
  }

  function moveOneLecture(id: string, direction: Direction) {
    const moved = moveLecture(sections, id, direction);
    const section = moved.find(({ lectures }) => lectures.some((lecture) => lecture.id === id));
    const at = section?.lectures.findIndex((lecture) => lecture.id === id) ?? 0;
    setAnnouncement(
      t('moved', {
        title: section?.lectures[at]?.title ?? '',
        position: at + 1,
        total: section?.lectures.length ?? 0,
      }),
    );
    void outline.order(moved);
  }

  function dropSection(item: DraggedItem, edge: Edge, targetId: string) {
    const rest = sections.filter(({ id }) => id !== item.id);
    const at = rest.findIndex(({ id }) => id === targetId);
    if (at !== -1)
      void outline.order(placeItem(sections, item.id, edge === 'before' ? at : at + 1));
  }

  return (
    <DragContext value={{ dragged, setDragged }}>
      <div className="max-w-4xl space-y-4">
        <p className="text-ink-soft">{t('lead')}</p>
        <p role="status" className="sr-only">
          {announcement}
        </p>
        {sections.length === 0 && (
          <EmptyState
            icon={<ListTree aria-hidden="true" />}
            title={t('emptyTitle')}
            description={t('emptyDescription')}
          />
        )}
        {sections.map((section, index) => (
          <SectionCard
            key={section.id}
            courseId={course.id}
            section={section}
            position={index + 1}
            total={sections.length}
            outline={outline}
            onMove={(direction) => moveSection(section.id, direction)}
            onDrop={(item, edge) => dropSection(item, edge, section.id)}
            onMoveLecture={moveOneLecture}
            onPlaceLecture={(id, place) => void outline.order(placeLecture(sections, id, place))}
          />
        ))}
        <AddSection onAdd={outline.addSection} />
      </div>
    </DragContext>
  );
}
