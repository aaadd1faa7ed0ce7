/** What of a curriculum is needed to order it. */
interface OrderedSection<Lecture extends { readonly id: string }> {
  readonly id: string;
  readonly lectures: readonly Lecture[];
}

export type Direction = 'up' | 'down';

/** The list with the item one place further; unchanged at its end. */
export function moveItem<Item extends { readonly id: string }>(
  items: readonly Item[],
  id: string,
  direction: Direction,
): Item[] {
  const from = items.findIndex((item) => item.id === id);
  return placeItem(items, id, direction === 'up' ? from - 1 : from + 1);
}

/** The list with the item at this index of the result. */
export function placeItem<Item extends { readonly id: string }>(
  items: readonly Item[],
  id: string,
  index: number,
): Item[] {
  const item = items.find((candidate) => candidate.id === id);
  if (!item || index < 0 || index >= items.length) return [...items];
  const rest = items.filter((candidate) => candidate !== item);
  return [...rest.slice(0, index), item, ...rest.slice(index)];
}

/** One place further; at the end of its section a lecture goes on into the neighbour. */
export function moveLecture<
  Lecture extends { readonly id: string },
  Section extends OrderedSection<Lecture>,
>(sections: readonly Section[], lectureId: string, direction: Direction): Section[] {
  const at = sections.findIndex(({ lectures }) => lectures.some(({ id }) => id === lectureId));
  const section = sections[at];
  if (!section) return [...sections];
  const index = section.lectures.findIndex(({ id }) => id === lectureId);
  const target = direction === 'up' ? index - 1 : index + 1;
  if (target >= 0 && target < section.lectures.length) {
    return placeLecture(sections, lectureId, { sectionId: section.id, index: target });
  }
  const neighbour = sections[direction === 'up' ? at - 1 : at + 1];
  if (!neighbour) return [...sections];
  const entry = direction === 'up' ? neighbour.lectures.length : 0;
  return placeLecture(sections, lectureId, { sectionId: neighbour.id, index: entry });
}

export interface LecturePlace {
  readonly sectionId: string;
  /** Counted without the lecture itself. */
  readonly index: number;
}

export function placeLecture<
  Lecture extends { readonly id: string },
  Section extends OrderedSection<Lecture>,
>(sections: readonly Section[], lectureId: string, place: LecturePlace): Section[] {
  const moved = sections.flatMap(({ lectures }) => lectures).find(({ id }) => id === lectureId);
  if (!moved || !sections.some(({ id }) => id === place.sectionId)) return [...sections];
  return sections.map((section) => {
    const rest = section.lectures.filter(({ id }) => id !== lectureId);
    if (section.id !== place.sectionId) return { ...section, lectures: rest };
    const lectures = [...rest.slice(0, place.index), moved, ...rest.slice(place.index)];
    return { ...section, lectures };
  });
}
