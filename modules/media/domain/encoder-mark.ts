import type { Encoder } from '@edumaster/encoder';

/**
 * Whose files of one video fit together: the chunks of a size make one file, with one description of
 * how to decode it. While machines are renewed one after the other, their encoders differ.
 */
export async function encoderMark(encoder: Pick<Encoder, 'name' | 'version'>): Promise<string> {
  return `${encoder.name} ${await encoder.version()}`;
}
