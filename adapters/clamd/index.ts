export { type ClamdAddress, parseClamdAddress, printClamdAddress } from './clamd-address.ts';
export { Clamd } from './clamd.ts';
