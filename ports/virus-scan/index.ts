export { eicar } from './eicar.ts';
export { ScannerUnavailable } from './scanner-unavailable.ts';
export { type ScanVerdict, VirusScanner } from './virus-scanner.ts';
