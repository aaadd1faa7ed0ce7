import type { TextMessageFacts } from '../mail-text.ts';

export function phoneCode({ site, code, timeLeft }: TextMessageFacts): string {
  return `${code} is your code at ${site}. It counts for ${timeLeft}. Tell it to nobody, we never ask for it.`;
}
