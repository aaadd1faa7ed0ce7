// One bare ffmpeg that makes all sizes of a clip.
import { splitLadder } from '../bare-ffmpeg.ts';

const [input = '', folder = ''] = process.argv.slice(2);
splitLadder({ input, folder });
