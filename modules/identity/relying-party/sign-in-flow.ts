import { z } from 'zod';
import type { Seal } from '../secrets/seal.ts';

/** How long a person may take on the sign-in page. */
export const flowSeconds = 3600;

const flowSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  returnTo: z.string(),
  expiresAt: z.number(),
});

/** What a browser carries while it is away at the issuer, sealed for the host that it left. */
export type SignInFlow = z.output<typeof flowSchema>;

export function sealFlow(seal: Seal, host: string, flow: SignInFlow): string {
  return seal.close(JSON.stringify(flow), host);
}

/** Undefined for one that was altered, of another host, or too old. */
export function openFlow(
  seal: Seal,
  host: string,
  { sealed, now }: { sealed: string; now: Date },
): SignInFlow | undefined {
  const plain = seal.open(sealed, host);
  if (plain === undefined) return undefined;
  const flow = flowSchema.parse(JSON.parse(plain));
  return flow.expiresAt > now.getTime() ? flow : undefined;
}
