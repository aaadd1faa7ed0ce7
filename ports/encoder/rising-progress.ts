/**
 * Passes on fractions that rise: none below the last, none of 1 before the end, and none for less
 * than a thousandth. The caller reports 1 itself when the result is there.
 */
export function risingProgress(report: ((fraction: number) => void) | undefined) {
  let last = -1;
  return (fraction: number): void => {
    const next = Math.min(0.999, Math.max(0, fraction));
    if (Number.isNaN(next) || next < last + 0.001) return;
    last = next;
    report?.(next);
  };
}
