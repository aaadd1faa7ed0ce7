// What the pipeline makes of a clip, from the probe until all is ready.
import { encodeAsUploaded, openEncoder } from '../our-encode.ts';

const [input = '', folder = ''] = process.argv.slice(2);
await encodeAsUploaded(await openEncoder(), { input, folder, until: 'ready' });
