import type { FieldError } from '@edumaster/kernel';
import type { DocumentKind } from './document-kind.ts';
import type { MediaPurpose } from './media-purpose.ts';
import { extensionOf, resourceExtensions } from './resource-types.ts';

interface UploadRule {
  readonly extensions: readonly string[];
  /** Null: whatever the installation allows for videos. */
  readonly maxBytes: number | null;
}

const mebibyte = 1024 ** 2;
const images = ['png', 'jpg', 'jpeg', 'webp'];
const documents = ['pdf', 'txt', 'md', 'csv', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp', 'epub'];

const rules: Readonly<Record<MediaPurpose, UploadRule>> = {
  'lecture-video': {
    extensions: ['mp4', 'm4v', 'mov', 'mkv', 'webm', 'avi', 'ts', 'mts', 'm2ts'],
    maxBytes: null,
  },
  resource: {
    extensions: resourceExtensions,
    maxBytes: 500 * mebibyte,
  },
  thumbnail: { extensions: images, maxBytes: 10 * mebibyte },
  'kyc-document': { extensions: ['pdf', ...images], maxBytes: 20 * mebibyte },
  avatar: { extensions: images, maxBytes: 10 * mebibyte },
  assignment: {
    extensions: [...documents, ...images, 'zip', 'json', 'ipynb'],
    maxBytes: 100 * mebibyte,
  },
};

export interface AcceptedFiles {
  readonly extensions: readonly string[];
  readonly maxBytes: number;
}

/** What a file may be called and how large it may be. */
export function acceptedFiles(purpose: MediaPurpose, maxVideoBytes: number): AcceptedFiles {
  const { extensions, maxBytes } = rules[purpose];
  return { extensions, maxBytes: maxBytes ?? maxVideoBytes };
}

interface WantedUpload {
  readonly purpose: MediaPurpose;
  readonly filename: string;
  readonly size: number;
  readonly documentKind?: DocumentKind | undefined;
}

/**
 * What is wrong with a file as far as its name and its size tell: a kindness to those who would
 * send gigabytes in vain. What the file really is, is judged by its content when it is there.
 */
export function refusalsOf(upload: WantedUpload, maxVideoBytes: number): FieldError[] {
  const { extensions, maxBytes: limit } = acceptedFiles(upload.purpose, maxVideoBytes);
  const errors: FieldError[] = [];
  if (!extensions.includes(extensionOf(upload.filename))) {
    const message = `must end in ${extensions.map((extension) => `.${extension}`).join(', ')}`;
    errors.push({ path: 'filename', message });
  }
  if (upload.size > limit) {
    errors.push({ path: 'size', message: `must be at most ${limit} bytes (${inWords(limit)})` });
  }
  if (upload.documentKind !== undefined && upload.purpose !== 'kyc-document') {
    errors.push({ path: 'documentKind', message: 'is for a kyc-document only' });
  }
  return errors;
}

function inWords(bytes: number): string {
  const isLarge = bytes >= 1024 ** 3;
  const amount = bytes / (isLarge ? 1024 ** 3 : mebibyte);
  return `${Math.round(amount * 10) / 10} ${isLarge ? 'GiB' : 'MiB'}`;
}
