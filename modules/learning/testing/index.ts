export { FakeLearning } from './fake-learning.ts';
