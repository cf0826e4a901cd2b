/** What a debug log holds. Sources: Salesforce Help, "Debug Log Levels"; SOAP API guide, "DebuggingHeader"; Tooling API guide, "DebugLevel". */

export const LEVELS = ['NONE', 'ERROR', 'WARN', 'INFO', 'DEBUG', 'FINE', 'FINER', 'FINEST'] as const;

export type Level = (typeof LEVELS)[number];

/** Categories as the head of a log names them, in its order. */
const CATEGORIES = [
  'APEX_CODE',
  'APEX_PROFILING',
  'CALLOUT',
  'DB',
  'NBA',
  'SYSTEM',
  'VALIDATION',
  'VISUALFORCE',
  'WAVE',
  'WORKFLOW',
] as const;

export type Category = (typeof CATEGORIES)[number];

/** Categories without a level write nothing. */
export type LogLevels = ReadonlyMap<Category, Level>;

/** `APEX_CODE,DEBUG;DB,INFO` */
export function headOf(levels: LogLevels): string {
  return CATEGORIES.flatMap((category) => (levels.has(category) ? [`${category},${levels.get(category)}`] : [])).join(';');
}

/** Is it detailed enough to show what is written from `least` on? */
export function shows(levels: LogLevels, category: Category, least: Level): boolean {
  return LEVELS.indexOf(levels.get(category) ?? 'NONE') >= LEVELS.indexOf(least);
}

const DEBUG_ONLY = [
  ['APEX_CODE', 'DEBUG'],
  ['APEX_PROFILING', 'INFO'],
] as const;
const WITH_DATABASE = [...DEBUG_ONLY, ['DB', 'INFO']] as const;
const PROFILING = [...WITH_DATABASE, ['SYSTEM', 'DEBUG'], ['VALIDATION', 'INFO'], ['WORKFLOW', 'INFO']] as const;

/** The old `debugLevel` of a DebuggingHeader, each adding to the one before it. */
const LOG_TYPES: Readonly<Record<string, readonly (readonly [Category, Level])[]>> = {
  DEBUGONLY: DEBUG_ONLY,
  DB: WITH_DATABASE,
  PROFILING,
  CALLOUT: [...PROFILING, ['CALLOUT', 'INFO']],
  DETAIL: [...PROFILING, ['CALLOUT', 'INFO'], ['APEX_CODE', 'FINEST'], ['APEX_PROFILING', 'FINEST']],
};

/** Undefined for NONE, and for a word that is no level: no log is wanted. */
export function levelsOfLogType(logType: string): LogLevels | undefined {
  const levels = LOG_TYPES[logType.toUpperCase()];
  return levels === undefined ? undefined : new Map(levels);
}

/** Names of categories: of a DebuggingHeader (`Apex_code`), and of the fields of DebugLevel (`ApexCode`). */
function categoryOf(name: string): Category | undefined {
  const plain = name.replace(/_/g, '').toUpperCase();
  return plain === 'DATABASE' ? 'DB' : CATEGORIES.find((category) => category.replace('_', '') === plain);
}

/** Pairs of a category's name and its level. Those that name neither are passed over; `All` sets every category. */
export function levelsOf(pairs: readonly (readonly [string, unknown])[]): LogLevels {
  const levels = new Map<Category, Level>();
  for (const [name, value] of pairs) {
    const level = LEVELS.find((known) => known === String(value).toUpperCase());
    const category = categoryOf(name);
    if (level === undefined) continue;
    if (name.toUpperCase() === 'ALL') for (const each of CATEGORIES) levels.set(each, level);
    else if (category !== undefined) levels.set(category, level);
  }
  return levels;
}
