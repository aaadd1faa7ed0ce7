import type { Tx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { Injectable } from '@nestjs/common';
import type { CaptionStatus } from '../domain/caption-track.ts';
import type { Cue } from '../domain/cue.ts';
import { captionsChanged } from '../events.ts';
import {
  type Caption,
  changeCaption,
  cuesOf,
  deleteCaption,
  replaceCues,
} from '../store/caption-store.ts';
import { putCaptionWords } from '../store/caption-words.ts';

interface WrittenCues {
  readonly cues: readonly Cue[];
  readonly status: CaptionStatus;
  /** Null for a program. */
  readonly by: string | null;
}

interface Naming {
  readonly label: string;
  readonly language: string;
  readonly by: string;
}

/** Writes a track with all that follows from it: what is searched, and the news for the players. */
@Injectable()
export class CaptionWriter {
  readonly #outbox: Outbox;

  constructor(outbox: Outbox) {
    this.#outbox = outbox;
  }

  /** Cues in their order. The caller holds the track's lock, or has just made it. */
  async write(tx: Tx, caption: Caption, { cues, status, by }: WrittenCues): Promise<Caption> {
    await replaceCues(tx, caption.id, cues);
    await putCaptionWords(tx, caption, status === 'draft' ? [] : cues);
    const change = { status, cueCount: cues.length, updatedBy: by };
    const changed = await changeCaption(tx, caption.id, change);
    await this.#tell(tx, caption);
    return changed;
  }

  async rename(tx: Tx, caption: Caption, { label, language, by }: Naming): Promise<Caption> {
    const changed = await changeCaption(tx, caption.id, { label, language, updatedBy: by });
    if (language !== caption.language) {
      const shown = caption.status === 'draft' ? [] : await cuesOf(tx, caption.id);
      await putCaptionWords(tx, changed, shown);
      await this.#tell(tx, caption);
    }
    await this.#tell(tx, changed);
    return changed;
  }

  async remove(tx: Tx, caption: Caption): Promise<void> {
    await deleteCaption(tx, caption.id);
    await this.#tell(tx, caption);
  }

  async #tell(tx: Tx, { assetId: mediaId, language }: Caption): Promise<void> {
    await this.#outbox.emit(tx, eventOf(captionsChanged, { mediaId, language }));
  }
}
