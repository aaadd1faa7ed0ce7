/**
 * Tells every process of the installation at once that something changed, so that nobody goes on
 * with what they remember. The sender is the database: a trigger, or `platform.signal(channel, key)`
 * in the transaction that changes it, so that a change without a signal cannot be committed.
 */
export abstract class Signals {
  /**
   * @param channel lower-case words joined by underscores
   * @param heard called with what changed, or with undefined when signals may have been missed:
   *   forget everything
   */
  abstract listen(channel: string, heard: (key: string | undefined) => void): void;

  /** False while signals cannot arrive: whatever is read then must not be remembered. */
  abstract readonly isListening: boolean;
}
