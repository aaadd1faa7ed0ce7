import { z } from 'zod';
import { roleRule } from './external-issuer-settings.ts';

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** Of an issuer that takes the place of the embedded one. */
export const issuerSettings = {
  EDUMASTER_ISSUER_URL: z
    .url({ protocol: /^https?$/, error: 'must be the address of an OpenID issuer' })
    .refine(isSafe, 'must be https, but on this machine')
    .optional()
    .describe('An OpenID issuer, such as a realm of Keycloak, instead of the embedded one'),
  EDUMASTER_ISSUER_CLIENT_ID: z.string().optional().describe('This installation at the issuer'),
  EDUMASTER_ISSUER_CLIENT_SECRET: z.string().optional().describe('The secret of that client'),
  EDUMASTER_ISSUER_AUDIENCE: z
    .string()
    .optional()
    .describe('That its access tokens must be meant for; by default those of our own client count'),
  EDUMASTER_ISSUER_ROLES: z
    .string()
    .default('[]')
    .transform(parseJson)
    .pipe(z.array(roleRule))
    .describe('Its claims that stand for roles, as JSON: [{"claim", "value", "role", "host"?}]'),
};

/** What is no address at all is refused as such. */
function isSafe(address: string): boolean {
  const url = URL.parse(address);
  return !url || url.protocol === 'https:' || loopback.test(url.hostname);
}

function parseJson(text: string, ctx: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    ctx.addIssue({ code: 'custom', message: 'is not valid JSON' });
    return z.NEVER;
  }
}
