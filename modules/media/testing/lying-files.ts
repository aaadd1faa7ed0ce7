import { crc32, deflateRawSync } from 'node:zlib';
import sharp from 'sharp';
import { resourceExtensions, resourceTypeOf } from '../domain/resource-types.ts';
import { pdfOf } from './strange-files.ts';

/** A file that is something else than its name says, or something else too. */
export interface LyingFile {
  readonly filename: string;
  readonly bytes: Buffer;
}

const script = '<script>alert(document.domain)</script>';

/** What none of the names that are taken stands for. */
const pretenders: Readonly<Record<string, Buffer>> = {
  page: Buffer.from(`<!DOCTYPE html><html><body>${script}</body></html>`),
  'page behind a mark and spaces': Buffer.from(`\ufeff \r\n\t<html>${script}</html>`),
  drawing: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">${script}</svg>`),
  'drawing with a head': Buffer.from(`<?xml version="1.0"?><svg>${script}</svg>`),
  program: Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0'), Buffer.alloc(500)]),
  'program of Linux': Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01\0'), Buffer.alloc(500)]),
};

export interface ZipEntry {
  readonly name: string;
  readonly content: Buffer;
  /** What the archive says of its size, when that is a lie. */
  readonly claimed?: number;
  readonly isStored?: boolean;
  readonly isEncrypted?: boolean;
}

export function zipWith(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const listed: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claimed, isStored = false, isEncrypted = false } of entries) {
    const packed = isStored ? content : deflateRawSync(content);
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(isEncrypted ? 1 : 0, 2);
    about.writeUInt16LE(isStored ? 0 : 8, 4);
    about.writeUInt32LE(crc32(content), 10);
    about.writeUInt32LE(packed.length, 14);
    about.writeUInt32LE(claimed ?? content.length, 18);
    about.writeUInt16LE(name.length, 22);
    const part = Buffer.concat([Buffer.from('PK\x03\x04'), about, Buffer.from(name), packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    listed.push(Buffer.from('PK\x01\x02\x14\0'), about, place, Buffer.from(name));
    parts.push(part);
    offset += part.length;
  }
  const list = Buffer.concat(listed);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, list, end]);
}

/** An honest Word document, or with something more in it. */
export function wordWith(...more: readonly ZipEntry[]): Buffer {
  const text = (name: string, content: string) => ({ name, content: Buffer.from(content) });
  return zipWith([
    text('[Content_Types].xml', '<Types/>'),
    text('word/document.xml', '<document/>'),
    ...more,
  ]);
}

export function bookWith(mimetype: string): Buffer {
  return zipWith([
    { name: 'mimetype', content: Buffer.from(mimetype), isStored: true },
    { name: 'META-INF/container.xml', content: Buffer.from('<container/>') },
  ]);
}

/** More than two hundred files, none of which may be published. */
export async function lyingFiles(): Promise<readonly LyingFile[]> {
  const pretending = Object.values(pretenders).flatMap((bytes) =>
    resourceExtensions.map((extension) => ({ filename: `a.${extension}`, bytes })),
  );
  return [...pretending, ...packed(), ...pdfs(), ...(await images()), ...scripts(), ...names()];
}

function packed(): LyingFile[] {
  const page = { name: 'index.html', content: pretenders['page'] ?? Buffer.alloc(0) };
  const archive = zipWith([page]);
  const zeros = Buffer.alloc(80_000_000);
  const elsewhere = resourceExtensions.filter((extension) => extension !== 'zip');
  return [
    ...elsewhere.map((extension) => ({ filename: `a.${extension}`, bytes: archive })),
    { filename: 'bomb.zip', bytes: zipWith([{ name: 'a.txt', content: zeros }]) },
    {
      filename: 'modest.zip',
      bytes: zipWith([{ name: 'a.txt', content: zeros, claimed: 100 }]),
    },
    { filename: 'bomb.docx', bytes: wordWith({ name: 'word/a.xml', content: zeros }) },
    { filename: 'locked.zip', bytes: zipWith([{ ...page, isEncrypted: true }]) },
    { filename: 'front.zip', bytes: Buffer.concat([pretenders['page'] ?? page.content, archive]) },
    { filename: 'behind.zip', bytes: Buffer.concat([archive, Buffer.from(script)]) },
    { filename: 'cut.zip', bytes: archive.subarray(0, -5) },
    {
      filename: 'macro.docx',
      bytes: wordWith({ name: 'word/vbaProject.bin', content: Buffer.from('x') }),
    },
    { filename: 'word.xlsx', bytes: wordWith() },
    { filename: 'text.ods', bytes: bookWith('application/vnd.oasis.opendocument.text') },
    { filename: 'page.epub', bytes: bookWith('text/html') },
  ];
}

function pdfs(): LyingFile[] {
  const active = pdfOf('/OpenAction << /S /JavaScript /JS (app.alert(1)) >>');
  const launching = pdfOf('/OpenAction << /S /Launch /F (cmd) >>');
  const page = Buffer.from(`%PDF-1.7\n<html>${script}\n%%EOF`);
  const archived = Buffer.concat([
    pdfOf(''),
    zipWith([{ name: 'a.html', content: Buffer.from(script) }]),
  ]);
  const all = [active, launching, page, archived];
  const disguised = ['jpg', 'png', 'txt', 'zip', 'docx', 'mp3'];
  return [
    ...all.map((bytes) => ({ filename: 'a.pdf', bytes })),
    ...disguised.map((extension) => ({ filename: `a.${extension}`, bytes: active })),
  ];
}

async function images(): Promise<LyingFile[]> {
  const create = { width: 20, height: 20, channels: 3, background: '#3366aa' } as const;
  const jpeg = await sharp({ create }).jpeg().toBuffer();
  const png = await sharp({ create }).png().toBuffer();
  const tails = [
    Buffer.from(`<html>${script}</html>`),
    zipWith([{ name: 'a.html', content: Buffer.from(script) }]),
    pdfOf('/OpenAction << /S /JavaScript /JS (x) >>'),
  ];
  return [
    ...tails.map((tail) => ({ filename: 'a.jpg', bytes: Buffer.concat([jpeg, tail]) })),
    ...tails.map((tail) => ({ filename: 'a.png', bytes: Buffer.concat([png, tail]) })),
    { filename: 'a.gif', bytes: Buffer.from(`GIF89a/*\x01\0\x01\0*/=1;${script}`) },
    { filename: 'a.png', bytes: jpeg },
    { filename: 'a.jpg', bytes: png },
    { filename: 'a.png', bytes: png.subarray(0, 20) },
  ];
}

/** Scripts are texts, and nothing else than that. */
function scripts(): LyingFile[] {
  const bytes = Buffer.from('#!/bin/sh\nrm -rf "$HOME"\n');
  return resourceExtensions
    .map((extension) => ({ filename: `a.${extension}`, bytes }))
    .filter(({ filename }) => resourceTypeOf(filename)?.family !== 'text');
}

/** Contents that are fine, by names that are not. */
function names(): LyingFile[] {
  const bytes = Buffer.from('Good morning\n');
  const endings = ['html', 'htm', 'xhtml', 'svg', 'js', 'mjs', 'exe', 'bat', 'ps1', 'sh', 'hta'];
  return [...endings.map((ending) => `a.${ending}`), 'a', '.txt', 'a.txt.exe', 'a.txt '].map(
    (filename) => ({ filename, bytes }),
  );
}
