import { Clamd, parseClamdAddress } from '@edumaster/clamd';
import type { VirusScanner } from '@edumaster/virus-scan';
import type { ServerSettings } from './configuration.ts';

/** Undefined where none is set: uploads are then published without a scan. */
export function chooseScanner({
  EDUMASTER_CLAMD: text,
}: Pick<ServerSettings, 'EDUMASTER_CLAMD'>): VirusScanner | undefined {
  const address = text === undefined ? undefined : parseClamdAddress(text);
  return address?.ok ? new Clamd({ address: address.value }) : undefined;
}
