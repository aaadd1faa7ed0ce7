/** The languages that whisper models know, by ISO 639-1, or 639-3 where that has none. */
const known =
  'af am ar as az ba be bg bn bo br bs ca cs cy da de el en es et eu fa fi fo fr gl gu ha haw he hi hr ht hu hy id is it ja jw ka kk km kn ko la lb ln lo lt lv mg mi mk ml mn mr ms mt my ne nl nn no oc pa pl ps pt ro ru sa sd si sk sl sn so sq sr su sv sw ta te tg th tk tl tr tt uk ur uz vi yi yo zh yue'.split(
    ' ',
  );

/** Names that whisper uses and English otherwise does not. */
const otherNames: Readonly<Record<string, string>> = {
  bangla: 'bn',
  bengali: 'bn',
  castilian: 'es',
  flemish: 'nl',
  haitian: 'ht',
  'haitian creole': 'ht',
  javanese: 'jv',
  letzeburgesch: 'lb',
  mandarin: 'zh',
  moldavian: 'ro',
  myanmar: 'my',
  norwegian: 'no',
  nynorsk: 'nn',
  panjabi: 'pa',
  pashto: 'ps',
  pushto: 'ps',
  sinhala: 'si',
  sinhalese: 'si',
  tagalog: 'tl',
  valencian: 'ca',
};

const names = new Intl.DisplayNames(['en'], { type: 'language' });
const byName = new Map(known.map((code) => [(names.of(code) ?? code).toLowerCase(), code]));

/** `english`, `en` and `en-US` alike; null for what nobody knows. */
export function languageOfName(name: string | undefined): string | null {
  const written = name?.trim().toLowerCase() ?? '';
  const code = otherNames[written] ?? byName.get(written) ?? written;
  try {
    const [tag] = Intl.getCanonicalLocales(code);
    const isKnown = tag !== undefined && names.of(tag)?.toLowerCase() !== tag.toLowerCase();
    return isKnown ? tag : null;
  } catch {
    return null;
  }
}
