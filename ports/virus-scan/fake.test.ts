import { virusScannerContract } from './contract-suite.ts';
import { FakeVirusScanner } from './fake.ts';

const maxBytes = 5 * 1024 ** 2;

virusScannerContract('that knows one test file', {
  open: async () => new FakeVirusScanner({ maxBytes }),
  openAway: async () => {
    const scanner = new FakeVirusScanner();
    scanner.isAway = true;
    return scanner;
  },
  maxBytes,
});
