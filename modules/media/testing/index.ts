export { FakeMedia } from './fake-media.ts';
