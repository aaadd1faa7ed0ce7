import { z } from 'zod';

/** A setting that is written as JSON. */
export function jsonSetting<Schema extends z.ZodType>(schema: Schema) {
  return z.string().transform(parseJson).pipe(schema);
}

/** A client's secret travels there: in the clear on this machine only, for trying things out. */
export const issuerAddress = z
  .url({ protocol: /^https?$/, error: 'must be the address of an OpenID issuer' })
  .refine(isProtected, 'must be an https:// address, or http:// on this machine');

function parseJson(text: string, ctx: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    ctx.addIssue({ code: 'custom', message: 'is not valid JSON' });
    return z.NEVER;
  }
}

/** What is no address at all is refused as such. */
function isProtected(address: string): boolean {
  const url = URL.parse(address);
  if (url?.protocol !== 'http:') return true;
  return ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
}
