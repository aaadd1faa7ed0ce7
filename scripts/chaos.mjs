// `npm run chaos`: storms that take an hour or so, of which `npm test` runs small slices. The last line
// of its output is "N passed, N failed".
import { runStages } from './launcher/run-stages.mjs';
import { stormStages } from './launcher/stages.mjs';
import { testPrograms } from './launcher/system-programs.mjs';

await runStages({
  command: 'npm run chaos',
  stages: stormStages,
  programs: testPrograms.filter(({ name }) => name === 'ffmpeg'),
});
