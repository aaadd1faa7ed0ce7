import { expect, test } from 'vitest';
import { identifyBytes } from './identify-bytes.ts';

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');
const box = (type: string, content: string): Buffer => ascii(`\0\0\0\x20${type}${content}`);
const ebml = (type: string): Buffer =>
  ascii(
    `\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82${String.fromCharCode(0x80 + type.length)}${type}`,
  );
const packets = (size: number, start = 0): Buffer => {
  const stream = Buffer.alloc(size * 6);
  for (let at = start; at < stream.length; at += size) stream[at] = 0x47;
  return stream;
};

test.each([
  ['mov', 'MP4', box('ftyp', 'isom\0\0\0\0')],
  ['mov', 'QuickTime without a type', box('wide', '\0\0\0\0')],
  ['matroska', 'WebM', ebml('webm')],
  ['matroska', 'Matroska', ebml('matroska')],
  ['avi', 'AVI', ascii('RIFF\0\0\0\0AVI LIST')],
  ['mpegts', 'a transport stream', packets(188)],
  ['mpegts', 'a transport stream of a camcorder', packets(192, 4)],
])('takes %s: %s', (container, _, head) => {
  expect(identifyBytes(head)).toEqual({ container });
});

test.each([
  ['empty', 'nothing', Buffer.alloc(0)],
  ['not_a_video', 'text', ascii('Dear students')],
  ['not_a_video', 'a single sync byte', ascii('Great text that begins with 0x47')],
  ['not_a_video', 'EBML of another kind', ebml('other')],
  ['playlist', 'HLS', ascii('#EXTM3U\n')],
  ['playlist', 'HLS behind a mark and blanks', Buffer.from('\ufeff \n#EXTM3U')],
  ['playlist', 'DASH', ascii('<?xml version="1.0"?>\n<MPD>')],
  ['picture', 'PNG', Buffer.from('89504e470d0a1a0a', 'hex')],
  ['picture', 'JPEG', Buffer.from('ffd8ffe000104a46', 'hex')],
  ['picture', 'WebP', ascii('RIFF\0\0\0\0WEBPVP8 ')],
  ['picture', 'HEIC', box('ftyp', 'heic\0\0\0\0')],
  ['sound_only', 'MP3', ascii('ID3\x04')],
  ['sound_only', 'WAV', ascii('RIFF\0\0\0\0WAVEfmt ')],
  ['unknown_container', 'Flash', ascii('FLV\x01')],
  ['unknown_container', 'Ogg', ascii('OggS')],
])('refuses as %s: %s', (refusal, _, head) => {
  expect(identifyBytes(head)).toEqual({ refusal });
});
