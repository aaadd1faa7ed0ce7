import type { Storyboard } from '@edumaster/encoder';
import { captionFile, type PlaylistCaptions } from './caption-playlists.ts';
import type { PlaylistRange, PlaylistTrack, PlaylistVideo, Presentation } from './presentation.ts';
import { type NamedSound, namedSounds } from './sound-names.ts';
import { sheetFile } from './storyboard-track.ts';

/**
 * The manifest of DASH (ISO/IEC 23009-1, on-demand profile) for the very files that the playlists of
 * HLS name. Segments stand in the index of each file, so that the manifest stays small.
 */
export function dashManifest(presentation: Presentation): string {
  const { videos, audio, otherSounds = [], captions = [], storyboard = null } = presentation;
  const sounds = namedSounds(audio ? [audio, ...otherSounds] : []);
  // The sound's number is taken also where there is none.
  const firstText = 1 + Math.max(1, sounds.length);
  const rising = [...videos].sort((a, b) => a.peakBitsPerSecond - b.peakBitsPerSecond);
  const duration = Math.max(...videos.map(({ durationSeconds }) => durationSeconds));
  return lines([
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"',
    '    profiles="urn:mpeg:dash:profile:isoff-on-demand:2011"',
    `    mediaPresentationDuration="PT${duration.toFixed(3)}S" minBufferTime="PT4S">`,
    '  <Period id="0" start="PT0S">',
    videoSet(rising),
    ...sounds.map((sound, index) => audioSet(sound, index, sounds.length > 1)),
    ...captions.map((track, index) => captionSet(track, index + firstText)),
    storyboard ? storyboardSet(storyboard, firstText + captions.length) : '',
    '  </Period>',
    '</MPD>',
  ]);
}

function videoSet(videos: readonly PlaylistVideo[]): string {
  return lines([
    `    <AdaptationSet id="0" contentType="video" mimeType="video/mp4" startWithSAP="1"`,
    `        subsegmentStartsWithSAP="1" subsegmentAlignment="${areAligned(videos)}">`,
    ...videos.map((video) =>
      representation(video, {
        width: video.width,
        height: video.height,
        sar: '1:1',
        frameRate: asFraction(video.frameRate),
      }),
    ),
    '    </AdaptationSet>',
  ]);
}

function audioSet({ sound, name, language }: NamedSound, index: number, isOneOfMany: boolean) {
  const configuration = 'urn:mpeg:dash:23003:3:audio_channel_configuration:2011';
  const role = index === 0 ? 'main' : 'alternate';
  const attributes = {
    id: index + 1,
    contentType: 'audio',
    mimeType: 'audio/mp4',
    startWithSAP: 1,
    subsegmentStartsWithSAP: 1,
    subsegmentAlignment: 'true',
    ...(language ? { lang: language } : {}),
  };
  return lines([
    `    <AdaptationSet${asAttributes(attributes)}>`,
    `      <AudioChannelConfiguration schemeIdUri="${configuration}" value="${sound.channels}"/>`,
    ...(isOneOfMany
      ? [
          `      <Label>${escaped(name)}</Label>`,
          `      <Role schemeIdUri="urn:mpeg:dash:role:2011" value="${role}"/>`,
        ]
      : []),
    representation(sound, { audioSamplingRate: sound.sampleRate }),
    '    </AdaptationSet>',
  ]);
}

/** A text beside the segments, which are not cut. */
function captionSet({ language, label }: PlaylistCaptions, id: number): string {
  const attributes = { id, contentType: 'text', mimeType: 'text/vtt', lang: language };
  return lines([
    `    <AdaptationSet${asAttributes(attributes)}>`,
    `      <Label>${escaped(label)}</Label>`,
    '      <Role schemeIdUri="urn:mpeg:dash:role:2011" value="caption"/>',
    `      <Representation id="captions-${language}" bandwidth="1000">`,
    `        <BaseURL>${captionFile(language)}</BaseURL>`,
    '      </Representation>',
    '    </AdaptationSet>',
  ]);
}

/** Sheets of small pictures for winding (DASH-IF IOP 6.2.6): each is a segment of its tiles. */
function storyboardSet(storyboard: Storyboard, id: number): string {
  const { intervalSeconds, tileWidth, tileHeight, columns, rows } = storyboard;
  const scheme = 'http://dashif.org/guidelines/thumbnail_tile';
  const seconds = intervalSeconds * columns * rows;
  const sheet = { width: tileWidth * columns, height: tileHeight * rows };
  // At most half a byte a pixel, which JPEG of this quality does not reach.
  const bandwidth = Math.ceil((sheet.width * sheet.height * 4) / seconds);
  const media = sheetFile('$Number$');
  return lines([
    `    <AdaptationSet id="${id}" contentType="image" mimeType="image/jpeg">`,
    `      <SegmentTemplate media="${media}" duration="${seconds}" startNumber="1"/>`,
    `      <Representation${asAttributes({ id: 'storyboard', bandwidth, ...sheet })}>`,
    `        <EssentialProperty schemeIdUri="${scheme}" value="${columns}x${rows}"/>`,
    '      </Representation>',
    '    </AdaptationSet>',
  ]);
}

function representation(
  track: PlaylistTrack,
  own: Readonly<Record<string, string | number>>,
): string {
  const id = track.file.replace(/\.[^.]+$/, '');
  const attributes = { id, codecs: track.codecs, bandwidth: track.peakBitsPerSecond, ...own };
  return lines([
    `      <Representation${asAttributes(attributes)}>`,
    `        <BaseURL>${escaped(track.file)}</BaseURL>`,
    `        <SegmentBase indexRange="${rangeOf(track.index)}" indexRangeExact="true">`,
    `          <Initialization range="${rangeOf(track.init)}"/>`,
    '        </SegmentBase>',
    '      </Representation>',
  ]);
}

/** Whether a player may change from one size to another at any segment. */
function areAligned(videos: readonly PlaylistVideo[]): boolean {
  const [first, ...others] = videos.map(({ segments }) =>
    segments.map(({ durationSeconds }) => durationSeconds.toFixed(3)).join(' '),
  );
  return others.every((times) => times === first);
}

/** `29.97` is `30000/1001`: the rates of television are whole numbers over 1001. */
function asFraction(frameRate: number): string {
  const whole = Math.round(frameRate);
  if (Math.abs(frameRate - whole) < 0.001) return String(whole);
  const television = Math.round(frameRate * 1.001);
  if (Math.abs((television * 1000) / 1001 - frameRate) < 0.001) return `${television * 1000}/1001`;
  return `${Math.round(frameRate * 1000)}/1000`;
}

/** First and last byte, both within. */
function rangeOf({ offset, length }: PlaylistRange): string {
  return `${offset}-${offset + length - 1}`;
}

function asAttributes(attributes: Readonly<Record<string, string | number>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? '');
}

function lines(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n');
}
