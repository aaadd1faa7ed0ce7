import { isFreeLabel } from './host.ts';

/** Shorter ones are given by the operator. */
const shortest = 3;
const longest = 63;

export type SubdomainProblem = 'invalid' | 'too_short' | 'too_long' | 'reserved';

/** What is wrong with a subdomain that somebody wishes for. */
export function subdomainProblem(label: string): SubdomainProblem | undefined {
  if (!/^[a-z0-9-]*$/.test(label)) return 'invalid';
  if (label.length < shortest) return 'too_short';
  if (label.length > longest) return 'too_long';
  if (/^-|-$|--/.test(label)) return 'invalid';
  return isFreeLabel(label) ? undefined : 'reserved';
}

/** The same in words. */
export const problemInWords: Readonly<Record<SubdomainProblem, string>> = {
  invalid: 'must be lower-case letters and digits, with single hyphens between them',
  too_short: `must have at least ${shortest} characters`,
  too_long: `must be at most ${longest} characters`,
  reserved: 'is a name that the platform keeps for itself',
};
