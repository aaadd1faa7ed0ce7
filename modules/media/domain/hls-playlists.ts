import { captionEntries, captionGroup } from './caption-playlists.ts';
import type {
  PlaylistAudio,
  PlaylistRange,
  PlaylistTrack,
  PlaylistVideo,
  Presentation,
  TimedRange,
} from './presentation.ts';
import { type NamedSound, namedSounds } from './sound-names.ts';

/** `720p.mp4` is described by `720p.m3u8` beside it. */
export function playlistNameOf(track: Pick<PlaylistTrack, 'file'>): string {
  return track.file.replace(/\.[^.]+$/, '.m3u8');
}

/** The key frames of `720p.mp4` are listed by `720p-iframes.m3u8` beside it. */
export function iFramePlaylistNameOf(video: Pick<PlaylistTrack, 'file'>): string {
  return video.file.replace(/\.[^.]+$/, '-iframes.m3u8');
}

/**
 * The list of what a player may choose from (RFC 8216). The smallest comes first: players without a
 * measurement of their own begin with the first one, and begin at once.
 */
export function masterPlaylist(presentation: Presentation): string {
  const { videos, audio, otherSounds = [], captions = [] } = presentation;
  const lines = ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-INDEPENDENT-SEGMENTS'];
  const sounds = audio ? [audio, ...otherSounds] : [];
  lines.push(...namedSounds(sounds).map(audioEntry));
  lines.push(...captionEntries(captions));
  const rising = [...videos].sort((a, b) => a.peakBitsPerSecond - b.peakBitsPerSecond);
  for (const video of rising) {
    const entry = variantEntry(video, sounds);
    lines.push(captions.length > 0 ? `${entry},SUBTITLES="${captionGroup}"` : entry);
    lines.push(playlistNameOf(video));
  }
  for (const video of rising) lines.push(iFrameEntry(video));
  return asText(lines);
}

/** Where the segments of one file lie in it. */
export function mediaPlaylist(track: PlaylistTrack): string {
  return rangesPlaylist(track, track.segments, ['#EXT-X-INDEPENDENT-SEGMENTS']);
}

/** The key frames alone, for winding and scrubbing (RFC 8216 4.3.3.6). */
export function iFramePlaylist(video: PlaylistVideo): string {
  return rangesPlaylist(video, video.keyFrames, ['#EXT-X-I-FRAMES-ONLY']);
}

function rangesPlaylist(
  { file, init }: PlaylistTrack,
  ranges: readonly TimedRange[],
  tags: readonly string[],
): string {
  const longest = Math.max(1, ...ranges.map(({ durationSeconds }) => durationSeconds));
  return asText([
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    // Each duration, rounded, must not exceed it (4.3.3.1).
    `#EXT-X-TARGETDURATION:${Math.round(longest)}`,
    '#EXT-X-MEDIA-SEQUENCE:0',
    '#EXT-X-PLAYLIST-TYPE:VOD',
    ...tags,
    `#EXT-X-MAP:URI="${file}",BYTERANGE="${byteRange(init)}"`,
    ...ranges.flatMap((range) => [
      `#EXTINF:${range.durationSeconds.toFixed(6)},`,
      `#EXT-X-BYTERANGE:${byteRange(range)}`,
      file,
    ]),
    '#EXT-X-ENDLIST',
  ]);
}

const audioGroup = 'audio';

/** One plays by itself; the others may be chosen, or are by the language of the system. */
function audioEntry({ sound, name, language }: NamedSound, index: number): string {
  const attributes = [
    'TYPE=AUDIO',
    `GROUP-ID="${audioGroup}"`,
    `NAME="${name}"`,
    ...(language ? [`LANGUAGE="${language}"`] : []),
    `DEFAULT=${index === 0 ? 'YES' : 'NO'}`,
    'AUTOSELECT=YES',
    `CHANNELS="${sound.channels}"`,
    `URI="${playlistNameOf(sound)}"`,
  ];
  return `#EXT-X-MEDIA:${attributes.join(',')}`;
}

/** The rates of a variant are those of everything that plays with it, at most (4.3.4.2). */
function variantEntry(video: PlaylistVideo, sounds: readonly PlaylistAudio[]): string {
  const codecs = new Set([video.codecs, ...sounds.map((sound) => sound.codecs)]);
  const peak = Math.max(0, ...sounds.map(({ peakBitsPerSecond }) => peakBitsPerSecond));
  const average = Math.max(0, ...sounds.map(({ averageBitsPerSecond }) => averageBitsPerSecond));
  const attributes = [
    `BANDWIDTH=${video.peakBitsPerSecond + peak}`,
    `AVERAGE-BANDWIDTH=${video.averageBitsPerSecond + average}`,
    `CODECS="${[...codecs].join(',')}"`,
    `RESOLUTION=${video.width}x${video.height}`,
    `FRAME-RATE=${video.frameRate.toFixed(3)}`,
    ...(sounds.length > 0 ? [`AUDIO="${audioGroup}"`] : []),
  ];
  return `#EXT-X-STREAM-INF:${attributes.join(',')}`;
}

function iFrameEntry(video: PlaylistVideo): string {
  const { peakBitsPerSecond, averageBitsPerSecond } = video.keyFrameRates;
  const attributes = [
    `BANDWIDTH=${peakBitsPerSecond}`,
    `AVERAGE-BANDWIDTH=${averageBitsPerSecond}`,
    `CODECS="${video.codecs}"`,
    `RESOLUTION=${video.width}x${video.height}`,
    `URI="${iFramePlaylistNameOf(video)}"`,
  ];
  return `#EXT-X-I-FRAME-STREAM-INF:${attributes.join(',')}`;
}

function byteRange({ offset, length }: PlaylistRange): string {
  return `${length}@${offset}`;
}

function asText(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
