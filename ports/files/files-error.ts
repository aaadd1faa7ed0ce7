export type FilesErrorCode =
  | 'incomplete'
  | 'invalid_key'
  | 'invalid_range'
  | 'no_space'
  | 'no_such_part'
  | 'no_such_upload'
  | 'not_found'
  | 'wrong_length';

/** A refusal of the file store; `code` is what to act on. */
export class FilesError extends Error {
  override readonly name = 'FilesError';
  readonly code: FilesErrorCode;

  constructor(code: FilesErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
