/**
 * The test file of the anti-virus industry: harmless, and every scanner finds it. In two halves, so
 * that no scanner finds this source.
 */
export const eicar = [
  String.raw`X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR`,
  '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*',
].join('');
