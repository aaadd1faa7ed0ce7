import { cueText } from './cue.ts';

/**
 * Tags of WebVTT, and of what is called SRT, that mean something to a player. What stands inside
 * them is bounded, or a file of nothing but beginnings of tags would take for ever.
 */
const vttTags =
  /<\/?(?:b|i|u|c|ruby|rt|lang|v|font)(?:[.\s][^<>]{0,200})?>|<(?:\d{1,4}:)?\d{1,2}:\d{2}\.\d{3}>/gi;
const srtTags = /<\/?(?:b|i|u|s|font)(?:\s[^<>]{0,200})?>|\{\\[a-z][^{}]{0,40}\}/gi;
const voiceTag = /<v(?:\.[^\s<>]{0,100})?\s+([^<>]{1,100})>/i;

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  lrm: '\u200e',
  rlm: '\u200f',
};

/**
 * The plain text of a cue. Formatting is given up, so that whoever shows a cue shows text and never
 * markup; what only looks like a tag, as in a lecture about HTML, stays as it was written.
 */
export function plainVttText(marked: string): string {
  return cueText(withoutEntities(marked.replace(vttTags, '')));
}

export function plainSrtText(marked: string): string {
  return cueText(marked.replace(srtTags, ''));
}

/** Who speaks, where WebVTT says so. */
export function voiceOf(marked: string): string | undefined {
  const [, name] = voiceTag.exec(marked) ?? [];
  const voice = name === undefined ? '' : cueText(withoutEntities(name));
  return voice === '' ? undefined : voice;
}

function withoutEntities(text: string): string {
  return text.replace(
    /&(?:([a-z]+)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi,
    (written, name, dec, hex) => {
      if (name !== undefined) return entities[String(name).toLowerCase()] ?? written;
      const code = dec === undefined ? Number.parseInt(hex, 16) : Number(dec);
      const isCharacter = code > 0 && code <= 0x10_ff_ff && !(code >= 0xd8_00 && code <= 0xdf_ff);
      return isCharacter ? String.fromCodePoint(code) : written;
    },
  );
}

/** The other way round. */
export function vttTextOf(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
