import { silentLog } from '@edumaster/kernel';
import { loadAllSettings, type OpenInstallation, openInstallation } from '@edumaster/server';

/**
 * Opens the installation for one command, beside a running server when there is one, and closes
 * it afterwards.
 */
export async function withInstallation<T>(
  work: (opened: OpenInstallation) => Promise<T>,
): Promise<T> {
  const opened = await openInstallation({
    settings: loadAllSettings(),
    log: silentLog,
    report: () => {},
    whenRunning: 'share',
  });
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}
