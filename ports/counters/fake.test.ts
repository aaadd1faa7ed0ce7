import { countersContract } from './contract-suite.ts';
import { FakeCounters } from './fake.ts';

countersContract('of a test', async () => {
  const counters = new FakeCounters(() => 0);
  return { counters, pass: (milliseconds) => counters.pass(milliseconds) };
});
