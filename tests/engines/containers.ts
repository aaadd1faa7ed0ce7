import { crc32, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';

type Pack = (content: Buffer) => Buffer;

/** Ways to hide a file in another one. */
export const containers: Readonly<Record<string, Pack>> = {
  zip: (content) => zip([['a.txt', content]]),
  'zip in a zip': (content) => zip([['b.zip', zip([['a.txt', content]])]]),
  'Word document': (content) =>
    zip([
      ['[Content_Types].xml', Buffer.from('<Types/>')],
      ['word/document.xml', Buffer.from('<document/>')],
      ['word/media/image1.bin', content],
    ]),
  gzip: (content) => gzipSync(content),
  tar,
  'packed tar': (content) => gzipSync(tar(content)),
  mail: (content) =>
    Buffer.from(
      [
        'From: a@example.com',
        'To: b@example.com',
        'Subject: Hello',
        'MIME-Version: 1.0',
        'Content-Type: application/octet-stream; name="a.bin"',
        'Content-Transfer-Encoding: base64',
        'Content-Disposition: attachment; filename="a.bin"',
        '',
        content.toString('base64'),
        '',
      ].join('\r\n'),
    ),
  PDF: (content) => {
    const packed = deflateSync(content);
    return Buffer.concat([
      Buffer.from(
        `%PDF-1.4\n1 0 obj\n<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n`,
      ),
      packed,
      Buffer.from('\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n'),
    ]);
  },
};

/** 40 MB of nothing in 40 kB. */
export function zipBomb(): Buffer {
  return zip([['a.txt', Buffer.alloc(40_000_000)]]);
}

function zip(files: readonly (readonly [string, Buffer])[]): Buffer {
  const entries: Buffer[] = [];
  const listed: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of files) {
    const packed = deflateRawSync(content);
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(8, 4);
    about.writeUInt32LE(crc32(content), 10);
    about.writeUInt32LE(packed.length, 14);
    about.writeUInt32LE(content.length, 18);
    about.writeUInt16LE(name.length, 22);
    const entry = Buffer.concat([Buffer.from('PK\x03\x04'), about, Buffer.from(name), packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    listed.push(Buffer.from('PK\x01\x02\x14\0'), about, place, Buffer.from(name));
    entries.push(entry);
    offset += entry.length;
  }
  const directory = Buffer.concat(listed);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...entries, directory, end]);
}

function tar(content: Buffer): Buffer {
  const header = Buffer.alloc(512);
  header.write('a.txt', 0);
  header.write('0000644\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write('        ', 148);
  header.write('0', 156);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512);
  return Buffer.concat([header, content, padding, Buffer.alloc(1_024)]);
}
