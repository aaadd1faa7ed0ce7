import type { Encoder } from '@edumaster/encoder';
import { findFfmpeg } from '@edumaster/ffmpeg';
import type { Log } from '@edumaster/kernel';
import { findNodeAv } from '@edumaster/node-av-encoder';
import { detectSandbox, type Sandbox } from '@edumaster/sandbox';
import type { ServerSettings } from './configuration.ts';
import { WrongConfiguration } from './configuration.ts';

export interface ChosenEncoder {
  /** Undefined when the machine has none: uploads then fail with that reason. */
  readonly encoder: Encoder | undefined;
  readonly sandboxLevel: string;
}

/** FFMPEG_PATH, then an installed ffmpeg, then node-av, each in the strongest sandbox there is. */
export async function chooseEncoder(settings: ServerSettings, log: Log): Promise<ChosenEncoder> {
  const sandbox = await detectSandbox();
  refuseWeakSandbox(settings, sandbox);
  const installed = await findFfmpeg({
    sandbox,
    path: settings.FFMPEG_PATH,
    searchPath: settings.PATH,
  });
  if (installed.ok) return { encoder: installed.value, sandboxLevel: sandbox.level };
  if (settings.FFMPEG_PATH) throw new WrongConfiguration(`FFMPEG_PATH: ${installed.detail}`);
  const packaged = await findNodeAv({ sandbox });
  if (packaged.ok) return { encoder: packaged.value, sandboxLevel: sandbox.level };
  log.warn({ ffmpeg: installed.detail, nodeAv: packaged.detail }, 'no encoder on this machine');
  return { encoder: undefined, sandboxLevel: sandbox.level };
}

function refuseWeakSandbox(settings: ServerSettings, sandbox: Sandbox): void {
  const isAllowed =
    settings.EDUMASTER_MODE === 'embedded' || settings.EDUMASTER_ALLOW_UNSANDBOXED_ENCODER;
  if (sandbox.level !== 'limits' || isAllowed) return;
  throw new WrongConfiguration(
    'this system offers no sandbox for the encoder: install bubblewrap, or set ' +
      'EDUMASTER_ALLOW_UNSANDBOXED_ENCODER=true where only trusted people upload',
  );
}
