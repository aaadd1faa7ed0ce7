/** The provider gave no answer: ask again later. Nothing is known of the person by it. */
export class IdentityCheckUnavailable extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(`the identity check gave no answer: ${reason}`, options);
    this.name = 'IdentityCheckUnavailable';
  }
}
