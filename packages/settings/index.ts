import { z } from 'zod';

/** The settings of one module: environment variables and how each is checked. */
export interface SettingsSlice<Shape extends z.ZodRawShape = z.ZodRawShape> {
  readonly owner: string;
  readonly shape: Shape;
}

export type SettingsOf<Slice extends SettingsSlice> = z.output<z.ZodObject<Slice['shape']>>;

/**
 * @param owner module that the settings belong to
 * @param shape zod schema by environment variable; each with `.describe()` for the documentation
 */
export function settingsSlice<const Shape extends z.ZodRawShape>(
  owner: string,
  shape: Shape,
): SettingsSlice<Shape> {
  return { owner, shape };
}

/** Settings that are wrong, all at once. */
export class InvalidSettings extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`These settings are not valid:\n${problems.map((text) => `  ${text}`).join('\n')}`);
    this.name = 'InvalidSettings';
    this.problems = problems;
  }
}

/** All checked settings; each module takes its own slice. */
export interface Settings {
  of<Slice extends SettingsSlice>(slice: Slice): SettingsOf<Slice>;
}

/**
 * Checks every slice against the environment. An empty variable counts as not set, and an
 * `EDUMASTER_…` variable that no slice knows is refused, since it is most likely misspelt.
 * @throws InvalidSettings
 */
export function loadSettings(
  slices: readonly SettingsSlice[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value));
  const known = new Set(slices.flatMap((slice) => Object.keys(slice.shape)));
  const problems = Object.keys(given)
    .filter((name) => name.startsWith('EDUMASTER_') && !known.has(name))
    .map((name) => `${name} is not a setting of this version`);
  const values = new Map<SettingsSlice, unknown>();
  for (const slice of slices) {
    const parsed = z.object(slice.shape).safeParse(given);
    if (parsed.success) values.set(slice, parsed.data);
    else problems.push(...parsed.error.issues.map(describe));
  }
  if (problems.length > 0) throw new InvalidSettings(problems);
  return {
    of<Slice extends SettingsSlice>(slice: Slice) {
      if (!values.has(slice)) throw new Error(`settings of ${slice.owner} were not loaded`);
      return values.get(slice) as SettingsOf<Slice>;
    },
  };
}

function describe(issue: z.core.$ZodIssue): string {
  return `${issue.path.join('.')} ${issue.message}`;
}
