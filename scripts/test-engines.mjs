// `npm run test:engines`: the adapters against the real servers that they are for, which Debian
// brings. The last line of its output is "N passed, N failed". `npm test` needs none of this.
import { runStages } from './launcher/run-stages.mjs';
import { engineStages } from './launcher/stages.mjs';
import { enginePrograms } from './launcher/system-programs.mjs';

await runStages({
  command: 'npm run test:engines',
  stages: engineStages,
  programs: enginePrograms,
});
