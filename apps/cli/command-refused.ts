/** The command cannot do what it was told; the message says why, in words for a person. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused';
}
