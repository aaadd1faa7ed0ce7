const longest = 120;

/** What to call somebody who has told no form of ours: as elsewhere, or by their address. */
export function foreignName(told: string | undefined, email: string): string {
  const name = (told ?? '').replaceAll(/\p{Cc}+/gu, ' ').trim();
  return (name || email.slice(0, email.lastIndexOf('@'))).slice(0, longest).trim();
}
