export interface ButtonColors {
  readonly background: string;
  readonly text: string;
}

/** Evergreen, as on the pages. */
const own: ButtonColors = { background: '#0e5a47', text: '#ffffff' };
const ink = '#1d1a15';

/** WCAG 2.2, 1.4.3. */
const readableContrast = 4.5;

/** Those of the tenant, with the text that can be read on them. */
export function buttonColors(primaryColor: string | null): ButtonColors {
  if (primaryColor === null || !/^#[0-9a-f]{6}$/i.test(primaryColor)) return own;
  const background = primaryColor.toLowerCase();
  const isDark = contrast(background, '#ffffff') >= readableContrast;
  return { background, text: isDark ? '#ffffff' : ink };
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Relative luminance of sRGB (WCAG 2.2). */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => Number.parseInt(color.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
