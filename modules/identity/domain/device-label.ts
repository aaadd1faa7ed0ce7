const browsers: readonly (readonly [name: string, pattern: RegExp])[] = [
  // The later ones of these stand in the names of the earlier ones too.
  ['Edge', /\bEdgA?(iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /\bVersion\/[\d.]+.*\bSafari\//],
];

const systems: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['macOS', /\bMac OS X\b/],
  ['Linux', /\bLinux\b/],
];

const unknownDevice = 'Unknown device';
const longest = 60;

/**
 * A device as its owner would call it, from what it says of itself: `Firefox on Windows`, or the
 * name of a program such as `curl`. It is a hint and nothing is decided by it.
 */
export function deviceLabel(userAgent: string | undefined): string {
  const given = userAgent ?? '';
  const browser = firstOf(browsers, given);
  const system = firstOf(systems, given);
  if (browser && system) return `${browser} on ${system}`;
  if (browser ?? system) return browser ?? system ?? unknownDevice;
  const [program = ''] = /^[A-Za-z][\w.+ -]*/.exec(given) ?? [];
  return program.trim().slice(0, longest) || unknownDevice;
}

/** An address without the part that names one household: where roughly, and in which network. */
export function roughPlace(address: string): string {
  if (address === '::1') return '127.0.0.*';
  const v4 = /^(?:::ffff:)?(\d+)\.(\d+)\.(\d+)\.\d+$/i.exec(address);
  if (v4) return `${v4[1]}.${v4[2]}.${v4[3]}.*`;
  if (!/^[0-9a-f:]+$/i.test(address)) return 'unknown';
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(':').length;
  const all = [...groups, ...Array<string>(Math.max(0, missing)).fill('0')];
  return `${[...all, '0', '0', '0'].slice(0, 3).join(':')}:*`;
}

function firstOf(
  table: readonly (readonly [string, RegExp])[],
  userAgent: string,
): string | undefined {
  return table.find(([, pattern]) => pattern.test(userAgent))?.[0];
}
