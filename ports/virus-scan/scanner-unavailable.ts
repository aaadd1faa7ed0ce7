/** The scanner gave no verdict: ask again later. Nothing is known of the file by it. */
export class ScannerUnavailable extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(`the virus scanner gave no verdict: ${reason}`, options);
    this.name = 'ScannerUnavailable';
  }
}
