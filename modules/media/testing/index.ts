export { FakeMedia } from './fake-media.ts';
export { type SignatureScheme, signToken } from '../domain/signed-path.ts';
export { mediaWorld } from './media-world.ts';
export { openStorm, type OpenStorm, type Tally } from './open-storm.ts';
