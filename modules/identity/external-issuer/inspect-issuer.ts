import type { SettingsOf } from '@edumaster/settings';
import type { identitySettings } from '../config.ts';
import { discover } from './external-issuer-client.ts';
import { externalIssuerOf } from './external-issuer-settings.ts';

export interface IssuerInspection {
  readonly ok: boolean;
  /** A sentence for a person. */
  readonly detail: string;
}

/** Whether the issuer of the settings answers, and publishes keys. */
export async function inspectIssuer(
  given: SettingsOf<typeof identitySettings>,
): Promise<IssuerInspection> {
  const settings = externalIssuerOf(given);
  if (!settings) return { ok: true, detail: 'embedded' };
  try {
    const { configuration } = await discover(settings);
    const { issuer } = configuration.serverMetadata();
    return { ok: true, detail: `${issuer} answers` };
  } catch (error) {
    return { ok: false, detail: `${settings.url}: ${reasonOf(error)}` };
  }
}

/** The innermost reason: libraries wrap it in words that say nothing. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message;
}
