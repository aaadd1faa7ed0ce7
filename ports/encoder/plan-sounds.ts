import type { AudioFacts, SoundPlan } from './encoder.ts';

/** A lecture in as many languages; more is a mistake or an attack. */
const mostSounds = 8;

/**
 * All sound tracks, the one that its maker marked first. Mono stays mono: nothing is gained by
 * sending it twice.
 */
export function planSounds(audio: readonly AudioFacts[]): SoundPlan[] {
  const chosen = audio.find(({ isDefault }) => isDefault) ?? audio[0];
  const ordered = chosen ? [chosen, ...audio.filter((track) => track !== chosen)] : [];
  return ordered.slice(0, mostSounds).map(({ streamIndex, channels, language, title }, index) => ({
    streamIndex,
    name: index === 0 ? 'audio' : `audio-${index + 1}`,
    channels: channels === 1 ? 1 : 2,
    language,
    title,
  }));
}
