/** HTML that can stand in a page as it is. */
export class Html {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

/** Everything that is put in is escaped, but for what this made itself. */
export function html(
  texts: TemplateStringsArray,
  ...pieces: readonly (string | Html | readonly Html[])[]
): Html {
  const parts = texts.map((text, index) => text + sourceOf(pieces[index] ?? ''));
  return new Html(parts.join(''));
}

function sourceOf(piece: string | Html | readonly Html[]): string {
  if (piece instanceof Html) return piece.source;
  if (typeof piece === 'object') return piece.map(({ source }) => source).join('\n');
  return piece.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
