import { beforeEach, describe, expect, test } from 'vitest';
import type { SoundPiece, Speech } from './speech.ts';

export interface SpeechSamples {
  /** In which something is said. */
  readonly spoken: SoundPiece;
  /** That is no sound at all. */
  readonly unreadable: SoundPiece;
}

/** What everything that listens must do. */
export function speechContract(
  name: string,
  open: () => Promise<Speech>,
  samples: SpeechSamples,
): void {
  describe(`the speech provider ${name}`, () => {
    let speech: Speech;
    beforeEach(async () => {
      speech = await open();
    });

    test('says who listens', () => expect(speech.label).toMatch(/\S/));

    test('gives segments inside the piece, in their order, in plain words', async () => {
      const { segments, language } = await speech.transcribe(samples.spoken);
      expect(segments.length).toBeGreaterThan(0);
      let before = 0;
      for (const { startMs, endMs, text } of segments) {
        expect(Number.isInteger(startMs) && Number.isInteger(endMs)).toBe(true);
        expect(startMs).toBeGreaterThanOrEqual(before);
        expect(endMs).toBeGreaterThan(startMs);
        expect(endMs).toBeLessThanOrEqual(samples.spoken.durationSeconds * 1000);
        expect(text.trim()).toBe(text);
        expect(text).not.toBe('');
        before = startMs;
      }
      if (language !== null) expect(Intl.getCanonicalLocales(language)).toEqual([language]);
    });

    test('believes what language it is told', async () => {
      const { language } = await speech.transcribe({ ...samples.spoken, language: 'de' });
      expect(language).toBe('de');
    });

    test('refuses what is no sound, and what is too large, before it is sent', async () => {
      const unreadable = speech.transcribe(samples.unreadable);
      await expect(unreadable).rejects.toMatchObject({ name: 'SpeechError', code: 'unreadable' });
      const bytes = new Uint8Array(speech.mostBytes + 1);
      const large = speech.transcribe({ ...samples.spoken, bytes });
      await expect(large).rejects.toMatchObject({ name: 'SpeechError', code: 'too_large' });
    });

    test('asked with a signal that was given already does not listen', async () => {
      const asked = speech.transcribe(samples.spoken, AbortSignal.abort());
      await expect(asked).rejects.toThrow(/abort/i);
    });
  });
}
