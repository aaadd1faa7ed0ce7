/** A track as the list of variants names it. */
export interface PlaylistCaptions {
  readonly language: string;
  /** For a person. */
  readonly label: string;
}

export const captionGroup = 'captions';

/** Where the text of a track lies, relative to the master playlist. */
export function captionFile(language: string): string {
  return `captions/${language}.vtt`;
}

export function captionPlaylistName(language: string): string {
  return `captions/${language}.m3u8`;
}

/** Nobody is shown captions unasked, unless their system says that they want some (RFC 8216, 4.3.4.1). */
export function captionEntries(captions: readonly PlaylistCaptions[]): string[] {
  return captions.map(({ language, label }, index) => {
    // Names must differ within the group.
    const isTaken = captions.slice(0, index).some((other) => other.label === label);
    const attributes = [
      'TYPE=SUBTITLES',
      `GROUP-ID="${captionGroup}"`,
      `NAME="${quotable(isTaken ? `${label} (${language})` : label)}"`,
      `LANGUAGE="${language}"`,
      'DEFAULT=NO',
      'AUTOSELECT=YES',
      'FORCED=NO',
      `URI="${captionPlaylistName(language)}"`,
    ];
    return `#EXT-X-MEDIA:${attributes.join(',')}`;
  });
}

/** One segment is the whole text: an hour of talk is smaller than a second of picture. */
export function captionPlaylist(language: string, durationSeconds: number): string {
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${Math.max(1, Math.ceil(durationSeconds))}`,
    '#EXT-X-MEDIA-SEQUENCE:0',
    '#EXT-X-PLAYLIST-TYPE:VOD',
    `#EXTINF:${durationSeconds.toFixed(3)},`,
    `${language}.vtt`,
    '#EXT-X-ENDLIST',
  ];
  return `${lines.join('\n')}\n`;
}

/** Quoted strings of playlists know no escapes. */
function quotable(text: string): string {
  return text.replaceAll('"', "'").replace(/\s+/g, ' ');
}
