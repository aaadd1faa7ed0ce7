export function hello(name: string | null): string {
  return name === null ? 'Hello,' : `Hello ${name},`;
}

export function countsFor(timeLeft: string | null): string {
  return timeLeft === null
    ? 'Tell nobody this link.'
    : `The link works once, for ${timeLeft}. Tell it to nobody.`;
}

/** A mail whose point is its link is not sent without one. */
export function linkOf({ link }: { readonly link: string | null }): string {
  if (link === null) throw new Error('this mail needs a link');
  return link;
}
