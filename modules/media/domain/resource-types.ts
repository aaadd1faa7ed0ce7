/** How the content of a file is looked at. */
export type ResourceFamily = 'pdf' | 'image' | 'audio' | 'zip' | 'office' | 'text';

export interface ResourceType {
  readonly family: ResourceFamily;
  /** What it is sent as, always as an attachment. */
  readonly contentType: string;
}

const office = (type: string): ResourceType => ({
  family: 'office',
  contentType: `application/vnd.${type}`,
});
const xml = 'openxmlformats-officedocument';
const odf = 'oasis.opendocument';

const binary: Readonly<Record<string, ResourceType>> = {
  pdf: { family: 'pdf', contentType: 'application/pdf' },
  png: { family: 'image', contentType: 'image/png' },
  jpg: { family: 'image', contentType: 'image/jpeg' },
  jpeg: { family: 'image', contentType: 'image/jpeg' },
  webp: { family: 'image', contentType: 'image/webp' },
  gif: { family: 'image', contentType: 'image/gif' },
  mp3: { family: 'audio', contentType: 'audio/mpeg' },
  m4a: { family: 'audio', contentType: 'audio/mp4' },
  wav: { family: 'audio', contentType: 'audio/wav' },
  zip: { family: 'zip', contentType: 'application/zip' },
  docx: office(`${xml}.wordprocessingml.document`),
  xlsx: office(`${xml}.spreadsheetml.sheet`),
  pptx: office(`${xml}.presentationml.presentation`),
  odt: office(`${odf}.text`),
  ods: office(`${odf}.spreadsheet`),
  odp: office(`${odf}.presentation`),
  epub: { family: 'office', contentType: 'application/epub+zip' },
};

/**
 * Sent as plain text whatever language it is. What a double click runs (scripts of the shell, of
 * Windows, JavaScript) or a browser renders (HTML, SVG) comes in a zip or not at all.
 */
const texts =
  'txt md csv json ipynb yaml yml toml tex sql py r java kt c h cpp hpp cs go rs rb php swift ts tsx css srt vtt'.split(
    ' ',
  );

export const resourceExtensions: readonly string[] = [...Object.keys(binary), ...texts];

export function extensionOf(filename: string): string {
  const dot = filename.lastIndexOf('.');
  return dot > 0 ? filename.slice(dot + 1).toLowerCase() : '';
}

/** By the name alone; undefined for what is not taken. */
export function resourceTypeOf(filename: string): ResourceType | undefined {
  const extension = extensionOf(filename);
  if (texts.includes(extension)) return { family: 'text', contentType: 'text/plain' };
  return Object.hasOwn(binary, extension) ? binary[extension] : undefined;
}
