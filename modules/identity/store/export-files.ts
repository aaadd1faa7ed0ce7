import { buffer } from 'node:stream/consumers';
import { Files } from '@edumaster/files';
import { type Id, Seal } from '@edumaster/kernel';
import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';

/** Files with everything that is known of a person, sealed as long as they lie there. */
@Injectable()
export class ExportFiles {
  readonly #files: Files;
  readonly #seal: Seal;

  constructor(files: Files, installation: Installation) {
    this.#files = files;
    this.#seal = new Seal(installation.rootSecret, 'personal-export');
  }

  /** @returns its size in bytes, unsealed */
  async write(exportId: Id<'export'>, content: string): Promise<number> {
    await this.#files.write(keyOf(exportId), Buffer.from(this.#seal.close(content, exportId)));
    return Buffer.byteLength(content);
  }

  /** Undefined when it has been deleted. */
  async read(exportId: Id<'export'>): Promise<string | undefined> {
    if (!(await this.#files.stat(keyOf(exportId)))) return undefined;
    const { stream } = await this.#files.read(keyOf(exportId));
    const content = this.#seal.open((await buffer(stream)).toString(), exportId);
    if (content === undefined) throw new Error(`export ${exportId} cannot be opened`);
    return content;
  }

  /** Nothing happens when it is not there. */
  delete(exportId: Id<'export'>): Promise<void> {
    return this.#files.delete(keyOf(exportId));
  }
}

function keyOf(exportId: Id<'export'>): string {
  return `exports/${exportId}`;
}
