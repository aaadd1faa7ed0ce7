/** Why a file is not taken; the message is for the person who uploaded it. */
export class FileRefused extends Error {
  readonly code: string;

  constructor(code: keyof typeof messages) {
    super(messages[code]);
    this.name = 'FileRefused';
    this.code = code;
  }
}

const messages = {
  not_a_document:
    'This file is neither a PDF nor a JPEG, PNG or WebP image. Photos of an iPhone can be shared as JPEG.',
  not_an_image: 'This file is not a PNG, JPEG or WebP image. Please upload one of these.',
  name_and_content_differ:
    'The name of this file says that it is something else than it is. Please export it again.',
  type_not_taken: 'Files of this type are not taken. Please pack it into a zip archive.',
  too_large_to_inspect: 'PDFs and images may have 64 MiB at most. Please make it smaller.',
  not_a_text: 'This file says that it is a text, and holds something else.',
  archive_broken: 'This archive cannot be read. Please pack it again, as a plain zip.',
  archive_encrypted: 'This archive is protected by a password. Please pack it without one.',
  archive_bomb: 'This archive unpacks to far more than it should. Please pack it again.',
  document_active: 'This document holds macros. Please save it without them.',
  file_infected:
    'A virus scanner knows this file, or one inside of it, as dangerous. It was deleted.',
  too_large_to_scan:
    'This file is too large, or packed too deep, for the virus scanner. Please upload it in parts.',
  video_too_large_to_scan:
    'This video is larger than what the virus scanner of this installation looks at. Please upload a smaller export, or ask its administrator.',
  image_broken: 'This image cannot be opened. Please upload it again or take another one.',
  image_too_large: 'This image has more than 50 million pixels. Please upload a smaller one.',
  pdf_broken: 'This PDF cannot be read. Please export it again, or upload a photo.',
  pdf_encrypted: 'This PDF is protected by a password. Please upload it without one.',
  pdf_active:
    'This PDF holds scripts, forms that send data, or attached files. Please print it to a new PDF, or upload a photo.',
} as const;
