import { isFreeLabel } from './host.ts';

/** Shorter ones are given by the operator. */
const shortest = 3;

/** What is wrong with a subdomain that somebody wishes for, in words for them. */
export function subdomainRefusal(label: string): string | undefined {
  if (!/^[a-z0-9-]*$/.test(label)) return 'must be lower-case letters, digits and hyphens';
  if (label.length < shortest) return `must have at least ${shortest} characters`;
  if (label.length > 63) return 'must be at most 63 characters';
  if (/^-|-$|--/.test(label)) return 'must have hyphens between letters or digits only';
  return isFreeLabel(label) ? undefined : 'is a name that the platform keeps for itself';
}
