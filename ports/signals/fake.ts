import type { Signals } from './signals.ts';

type Heard = (key: string | undefined) => void;

/** Signals of one process, sent by hand; a test decides when they are lost. */
export class FakeSignals implements Signals {
  readonly #listeners = new Map<string, Heard[]>();
  isListening: boolean;

  constructor({ isListening = true }: { readonly isListening?: boolean } = {}) {
    this.isListening = isListening;
  }

  listen(channel: string, heard: Heard): void {
    this.#listeners.set(channel, [...(this.#listeners.get(channel) ?? []), heard]);
  }

  /** @param key undefined as after a lost connection */
  send(channel: string, key: string | undefined): void {
    for (const heard of this.#listeners.get(channel) ?? []) heard(key);
  }
}
