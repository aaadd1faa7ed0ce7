import { plainRead, type Samples } from './route-sample.ts';

export const tenancySamples: Samples = { readTenant: plainRead };
