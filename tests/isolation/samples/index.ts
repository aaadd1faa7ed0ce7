import { catalogSamples } from './catalog.ts';
import { commerceSamples } from './commerce.ts';
import { discoverySamples } from './discovery.ts';
import { identityFactorSamples } from './identity-factors.ts';
import { identitySamples } from './identity.ts';
import { instructorSamples } from './instructors.ts';
import { learningSamples } from './learning.ts';
import { mediaSamples } from './media.ts';
import { moderationSamples } from './moderation.ts';
import { privacySamples } from './privacy.ts';
import type { Samples } from './route-sample.ts';
import { tenancySamples } from './tenancy.ts';

/**
 * A valid request to every route. A route without one is covered neither by the cross-tenant probe
 * nor by the matrix of roles, and the build fails: add it to the file of its module.
 */
export const samples: Samples = {
  ...identitySamples,
  ...privacySamples,
  ...identityFactorSamples,
  ...instructorSamples,
  ...tenancySamples,
  ...mediaSamples,
  ...catalogSamples,
  ...learningSamples,
  ...commerceSamples,
  ...moderationSamples,
  ...discoverySamples,
};
