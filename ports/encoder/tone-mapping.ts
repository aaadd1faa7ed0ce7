import type { DynamicRange } from './encoder.ts';

/**
 * From high dynamic range to what every screen shows, with filters that every build of FFmpeg has
 * and that give the same in both adapters: one table a colour for light, a matrix for the primaries,
 * one table for the curve. The usual way by `zscale` and `tonemap` computes in floating point, three
 * times as slow, and is missing from many builds.
 */

/** Diffuse white, Rec. ITU-R BT.2408. */
const whiteNits = 203;

/** What most is graded for; lights beyond are cut. */
const peakNits = 1000;

/** Up to half of white light stays as it is, then it is bent so that the peak becomes white. */
const knee = 0.5;

/** Picture of 16-bit red, green and blue → the same in BT.709, as displays of 100 nits show it. */
export function toneMapFilters(range: Exclude<DynamicRange, 'standard'>): string[] {
  const light = bent(range === 'pq' ? pqLight : hlgLight);
  const curve = `maxval*pow(val/maxval\\,1/2.4)`;
  return [
    lookUp(`maxval*${light}`),
    `colorchannelmixer=${matrix}`,
    lookUp(curve),
    // What the pictures say of themselves.
    'setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709',
  ];
}

function lookUp(expression: string): string {
  return `lutrgb=r='${expression}':g='${expression}':b='${expression}'`;
}

/** SMPTE ST 2084, in units of white. */
const pqLight =
  `${10_000 / whiteNits}*pow(max(st(0\\,pow(val/maxval\\,1/78.84375))-0.8359375\\,0)` +
  `/(18.8515625-18.6875*ld(0))\\,1/0.1593017578125)`;

/** ARIB STD-B67 with the gamma of a display of 1000 nits, in units of white. */
const hlgLight =
  `${peakNits / whiteNits}*pow(if(lte(val/maxval\\,0.5)\\,pow(val/maxval\\,2)/3\\,` +
  `(exp((val/maxval-0.55991073)/0.17883277)+0.28466892)/12)\\,1.2)`;

/** The hyperbola that goes on where the straight line ends and reaches 1 at the peak. */
function bent(light: string): string {
  const peak = peakNits / whiteNits;
  const a = (-knee * knee * (peak - 1)) / (knee * knee - 2 * knee + peak);
  const b = (knee * knee - 2 * knee * peak + peak) / (peak - 1);
  const scale = (b * b + 2 * b * knee + knee * knee) / (b - a);
  const above = `${scale.toFixed(6)}*(ld(1)+${a.toFixed(6)})/(ld(1)+${b.toFixed(6)})`;
  return `min(1\\,if(lte(st(1\\,${light})\\,${knee})\\,ld(1)\\,${above}))`;
}

/** Light of BT.2020 primaries by those of BT.709 (Rec. ITU-R BT.2087). */
const matrix = [
  ['rr=1.6605', 'rg=-0.5876', 'rb=-0.0728'],
  ['gr=-0.1246', 'gg=1.1329', 'gb=-0.0083'],
  ['br=-0.0182', 'bg=-0.1006', 'bb=1.1187'],
]
  .flat()
  .join(':');
