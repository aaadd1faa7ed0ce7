import { plainRead, type Samples } from './route-sample.ts';

export const discoverySamples: Samples = {
  searchCourses: plainRead,
  suggestCourses: { request: () => ({ query: { q: 'no' } }), through: [200] },
};
