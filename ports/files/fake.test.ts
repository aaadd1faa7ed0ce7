import { filesContract } from './contract-suite.ts';
import { fakeFiles } from './fake.ts';

filesContract('in memory', async () => fakeFiles());
