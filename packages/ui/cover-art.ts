export interface CoverShape {
  readonly path: string;
  readonly colour: string;
  readonly filled: boolean;
  readonly width: number;
  readonly opacity: number;
}

export interface CoverArt {
  readonly ground: string;
  readonly shapes: readonly CoverShape[];
}

interface Hues {
  /** Dark enough for white text on it (at least 4.5:1). */
  readonly deep: string;
  readonly mid: string;
  readonly light: string;
  readonly spark: string;
}

const palettes: readonly Hues[] = [
  { deep: '#0e5a47', mid: '#2a8a6e', light: '#bfe3d2', spark: '#f0a030' },
  { deep: '#8a3b12', mid: '#c9652b', light: '#fbd9b5', spark: '#ffe9a8' },
  { deep: '#27416e', mid: '#4a6fb0', light: '#c8d8f2', spark: '#f3b04b' },
  { deep: '#6b2346', mid: '#a54674', light: '#f3cddd', spark: '#f6c453' },
  { deep: '#3f4a1e', mid: '#77873a', light: '#dfe6b8', spark: '#e8743b' },
  { deep: '#1d4f5c', mid: '#3c8796', light: '#bfe2e6', spark: '#f2a65a' },
  { deep: '#5a3473', mid: '#8a60a8', light: '#e0d0ee', spark: '#f4b942' },
  { deep: '#6d2f22', mid: '#b0553f', light: '#f6d0c3', spark: '#8ed1b2' },
];

/** Colours that always belong to the same word. */
export function coverHues(seed: string): Hues {
  return palettes[hash(seed) % palettes.length] ?? (palettes[0] as Hues);
}

/** A drawing: its colours follow the category, its motif and measures the title. */
export function coverArt(title: string, category: string): CoverArt {
  const hues = coverHues(category);
  const random = sequence(hash(title));
  const motif = motifs[Math.floor(random() * motifs.length)] ?? rings;
  return { ground: hues.deep, shapes: motif(hues, random) };
}

type Motif = (hues: Hues, random: () => number) => CoverShape[];

const motifs: readonly Motif[] = [rings, hills, steps, orbits, petals];

function rings({ mid, light, spark }: Hues, random: () => number): CoverShape[] {
  const x = 60 + random() * 200;
  const y = 120 + random() * 60;
  const circles = [150, 118, 86, 54].map((radius, index) =>
    filled(circle(x, y, radius), index % 2 === 0 ? mid : light, 0.28 + index * 0.12),
  );
  return [...circles, filled(circle(x, y, 22), spark)];
}

function hills({ mid, light, spark }: Hues, random: () => number): CoverShape[] {
  const sun = circle(70 + random() * 180, 58 + random() * 20, 26);
  return [
    filled(sun, spark),
    ...[mid, light, mid].map((colour, index) => hill(colour, index, random)),
  ];
}

function hill(colour: string, index: number, random: () => number): CoverShape {
  const top = 92 + index * 26;
  const [a, b, c] = [random(), random(), random()].map((value) => top + (value - 0.5) * 50);
  return filled(
    `M0 ${round(a)}C80 ${round(b)} 130 ${round(c)} 190 ${round(top)}S290 ${round(b)} 320 ${round(a)}V180H0Z`,
    colour,
    [0.55, 0.35, 0.95][index],
  );
}

function steps({ mid, light, spark }: Hues, random: () => number): CoverShape[] {
  const count = 5 + Math.floor(random() * 3);
  const width = 320 / count;
  const bars = Array.from({ length: count }, (_, index) => {
    const height = 26 + index * (96 / count) + random() * 18;
    const path = `M${round(index * width)} 180V${round(180 - height)}H${round((index + 1) * width)}V180Z`;
    return filled(path, index % 2 === 0 ? mid : light, 0.4 + (index / count) * 0.5);
  });
  return [...bars, filled(circle(320 - width / 2, 34 + random() * 14, 17), spark)];
}

function orbits({ mid, light, spark }: Hues, random: () => number): CoverShape[] {
  const x = 110 + random() * 100;
  const lines = [34, 66, 98, 130, 162].map((radius, index) =>
    line(circle(x, 92, radius), index % 2 === 0 ? light : mid, 2 + (index % 3) * 3),
  );
  const angle = random() * Math.PI * 2;
  const planet = circle(x + Math.cos(angle) * 98, 92 + Math.sin(angle) * 60, 13);
  return [...lines, filled(circle(x, 92, 18), mid), filled(planet, spark)];
}

function petals({ mid, light, spark }: Hues, random: () => number): CoverShape[] {
  const size = 80;
  const tiles = Array.from({ length: 12 }, (_, index) => {
    const [x, y] = [(index % 4) * size, Math.floor(index / 4) * size - 30];
    const turned = random() > 0.5;
    const path = turned
      ? `M${x} ${y}A${size} ${size} 0 0 1 ${x + size} ${y + size}A${size} ${size} 0 0 1 ${x} ${y}Z`
      : `M${x + size} ${y}A${size} ${size} 0 0 0 ${x} ${y + size}A${size} ${size} 0 0 0 ${x + size} ${y}Z`;
    return filled(path, random() > 0.82 ? spark : random() > 0.45 ? mid : light, 0.75);
  });
  return tiles;
}

function filled(path: string, colour: string, opacity = 1): CoverShape {
  return { path, colour, filled: true, width: 0, opacity: round(opacity) };
}

function line(path: string, colour: string, width: number): CoverShape {
  return { path, colour, filled: false, width, opacity: 0.6 };
}

function circle(x: number, y: number, radius: number): string {
  const [left, top, across] = [round(x - radius), round(y), round(radius * 2)];
  return `M${left} ${top}a${radius} ${radius} 0 1 0 ${across} 0a${radius} ${radius} 0 1 0 ${-across} 0Z`;
}

function round(value: number | undefined): number {
  return Math.round((value ?? 0) * 10) / 10;
}

/** FNV-1a: spreads short, similar words well and needs no table. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (const char of text) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return state >>> 0;
}

/** mulberry32: the same seed gives the same drawing on the server and in the browser. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
