import { Readable } from 'node:stream';
import { eicar, ScannerUnavailable } from '@edumaster/virus-scan';
import { chooseScanner } from '../installation/choose-scanner.ts';
import type { ServerSettings } from '../installation/configuration.ts';
import type { Finding } from './finding.ts';

/** Whether uploads are scanned, and whether the scanner finds what every scanner finds. */
export async function inspectScanner(
  settings: Pick<ServerSettings, 'EDUMASTER_CLAMD'>,
): Promise<Finding> {
  const name = 'virus scanner';
  const scanner = chooseScanner(settings);
  // A choice, and no fault of the installation.
  if (!scanner) {
    return { name, ok: true, detail: 'none is set (EDUMASTER_CLAMD): uploads are not scanned' };
  }
  try {
    const version = await scanner.version();
    const { outcome } = await scanner.scan(Readable.from([Buffer.from(eicar)]));
    if (outcome === 'infected') return { name, ok: true, detail: `${scanner.name}, ${version}` };
    const detail = `${scanner.name} does not find the EICAR test file`;
    return { name, ok: false, detail, advice: 'Fetch its databases: freshclam.' };
  } catch (error) {
    if (!(error instanceof ScannerUnavailable)) throw error;
    const advice = 'Start clamd, or correct EDUMASTER_CLAMD; uploaded files wait meanwhile.';
    return { name, ok: false, detail: `${scanner.name}: ${error.message}`, advice };
  }
}
