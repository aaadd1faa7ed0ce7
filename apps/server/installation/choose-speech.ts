import type { MediaSettings } from '@edumaster/media/config';
import type { Installation } from '@edumaster/module';
import { OpenAiSpeech } from '@edumaster/openai-speech';
import { Speech } from '@edumaster/speech';
import { SandboxSpeech } from '@edumaster/speech/fake';
import type { Provider } from '@nestjs/common';

/**
 * The endpoint that is set; without one, a sandbox on the embedded start that says in every line that
 * nobody listened, and nobody at all in production.
 */
export function speechProvider(
  settings: MediaSettings,
  { mode }: Pick<Installation, 'mode'>,
): readonly Provider[] {
  const {
    EDUMASTER_SPEECH_URL: baseUrl,
    EDUMASTER_SPEECH_KEY: key,
    EDUMASTER_SPEECH_MODEL: model,
  } = settings;
  if (baseUrl) return [{ provide: Speech, useValue: new OpenAiSpeech({ baseUrl, key, model }) }];
  return mode === 'embedded' ? [{ provide: Speech, useValue: new SandboxSpeech() }] : [];
}
