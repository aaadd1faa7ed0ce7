/** The order of a course: its sections, and in each its lectures. */
export interface OutlineEntry {
  readonly id: string;
  readonly lectures: readonly string[];
}

export interface OutlineProblem {
  readonly path: string;
  readonly message: string;
}

/**
 * What is wrong with a wanted order. It must name each section and each lecture of the course
 * exactly once, so that an order made from an outdated page cannot lose what was added since.
 */
export function outlineProblems(
  current: readonly OutlineEntry[],
  wanted: readonly OutlineEntry[],
): readonly OutlineProblem[] {
  const lecturesOf = (outline: readonly OutlineEntry[]) =>
    outline.flatMap(({ lectures }) => lectures);
  const sections = compare(
    current.map(({ id }) => id),
    wanted.map(({ id }) => id),
  );
  const lectures = compare(lecturesOf(current), lecturesOf(wanted));
  return [
    ...sections.map((message) => ({ path: 'sections', message: `section ${message}` })),
    ...lectures.map((message) => ({ path: 'sections.lectures', message: `lecture ${message}` })),
  ];
}

function compare(current: readonly string[], wanted: readonly string[]): readonly string[] {
  const known = new Set(current);
  const named = new Set<string>();
  const problems: string[] = [];
  for (const id of wanted) {
    if (!known.has(id)) problems.push(`${id} is not of this course`);
    if (named.has(id)) problems.push(`${id} is named twice`);
    named.add(id);
  }
  for (const id of current) if (!named.has(id)) problems.push(`${id} is missing`);
  return problems;
}
