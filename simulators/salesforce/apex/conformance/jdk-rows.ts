/** What Apex and the JDK must agree on: an operation, its operands, and the expression of Apex for it. */

export type JdkRow = {
  /** In the words of JdkOracle.java. */
  readonly java: readonly string[];
  readonly apex: string;
};

const text = (value: string): string => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const decimal = (value: string): string => `Decimal.valueOf('${value}')`;

const NUMBERS = ['0', '1', '-1', '2.50', '-2.5', '0.001', '7', '-123456.789', '99999999999999999.99', '0.30', '1000'];
const MODES = ['CEILING', 'DOWN', 'FLOOR', 'HALF_DOWN', 'HALF_EVEN', 'HALF_UP', 'UP'];
const ROUNDED = ['5.5', '2.5', '1.6', '1.15', '1.0', '-1.05', '-1.25', '-1.6', '-2.5', '-5.555', '0.005', '12345.678951'];

const OPERATORS = { add: '+', subtract: '-', multiply: '*' } as const;

const pairs = NUMBERS.flatMap((a) => NUMBERS.map((b) => [a, b] as const));

const arithmetic = pairs.flatMap(([a, b]): JdkRow[] => [
  ...Object.entries(OPERATORS).map(([name, sign]) => ({
    java: [name, a, b],
    apex: `(${decimal(a)} ${sign} ${decimal(b)}).toPlainString()`,
  })),
  {
    java: ['compareTo', a, b],
    apex: `(${decimal(a)} > ${decimal(b)} ? '1' : ${decimal(a)} == ${decimal(b)} ? '0' : '-1')`,
  },
]);

const division = ['1', '2', '-7', '22.5'].flatMap((a) =>
  ['3', '-0.7', '6'].flatMap((b) =>
    MODES.map((mode): JdkRow => ({
      java: ['divide', a, b, '4', mode],
      apex: `${decimal(a)}.divide(${decimal(b)}, 4, System.RoundingMode.${mode}).toPlainString()`,
    })),
  ),
);

const rounding = ROUNDED.flatMap((value) =>
  MODES.flatMap((mode) =>
    [0, 1, 2].map((scale): JdkRow => ({
      java: ['setScale', value, String(scale), mode],
      apex: `${decimal(value)}.setScale(${scale}, System.RoundingMode.${mode}).toPlainString()`,
    })),
  ),
);

const digits = ['0', '1', '-2.50', '123.4', '0.001', '99999999999999999.99'].flatMap((value): JdkRow[] => [
  { java: ['precision', value], apex: `String.valueOf(${decimal(value)}.precision())` },
  { java: ['scale', value], apex: `String.valueOf(${decimal(value)}.scale())` },
]);

const FORMATS: readonly (readonly string[])[] = [
  ['Hello {0}', 'World'],
  ['{1} before {0}', 'b', 'a'],
  ["It''s {0}", 'fine'],
  ["'{0}' is {0}", 'x'],
  ["{0} '{quoted}' {1}", 'a', 'b'],
  ['{0}{0}{0}', 'x'],
  ['no places', 'x'],
  ['{2} is not there', 'a'],
];

const formats = FORMATS.map(([pattern = '', ...values]): JdkRow => ({
  java: ['messageFormat', pattern, ...values],
  apex: `String.format(${text(pattern)}, new List<Object>{ ${values.map(text).join(', ')} })`,
}));

const PATTERNS: readonly (readonly [string, string])[] = [
  ['a*b', 'aaaab'],
  ['[a-z]+', 'Abc'],
  ['(?i)abc', 'ABC'],
  ['\\d{3}-\\d{4}', '555-1234'],
  ['(\\w+)@(\\w+)\\.com', 'mail bob@example.com now'],
  ['(a)|(b)', 'xxb'],
  ['^\\s*$', '   '],
  ['\\bcat\\b', 'concat cat'],
  ['(?<year>\\d{4})-(\\d\\d)', 'on 2026-11-21'],
  ['[^,]+', 'a,b'],
  ['x?', 'y'],
  ['\\p{Upper}\\p{Lower}+', 'see Rome'],
  ['(?:ab)+', 'ababab'],
  ['a.c', 'a\u00e9c'],
  ['[\\[\\]]', 'a[b]'],
];

const finder = (pattern: string, value: string): string => `Jdk.find(${text(pattern)}, ${text(value)})`;

const patterns = PATTERNS.flatMap(([pattern, value]): JdkRow[] => [
  { java: ['matches', pattern, value], apex: `String.valueOf(Pattern.matches(${text(pattern)}, ${text(value)}))` },
  { java: ['find', pattern, value], apex: finder(pattern, value) },
  { java: ['replaceAll', pattern, value, '<$0>'], apex: `${text(value)}.replaceAll(${text(pattern)}, '<$0>')` },
  { java: ['split', pattern, `${value}-${value}`], apex: `String.join(${text(`${value}-${value}`)}.split(${text(pattern)}), '|')` },
]);

const DATES = ['yyyy-MM-dd', 'd.M.yy', 'EEEE, MMMM d', "h:mm a 'o''clock'", 'HH:mm:ss.SSS', 'D', 'k K H h', 'Z', 'XXX', 'yyyyMMddHHmmss'];
const INSTANTS = [0, 951_782_400_000, 994_273_736_235, 1_764_000_000_000, 1_798_761_599_999];
const ZONES = ['GMT', 'America/Los_Angeles', 'Europe/Berlin', 'Asia/Kolkata'];

const dates = ZONES.flatMap((zone) =>
  INSTANTS.flatMap((ms) =>
    DATES.map((pattern): JdkRow => ({
      java: ['date', zone, String(ms), pattern],
      apex: `Datetime.newInstance(${ms}L).format(${text(pattern)}, '${zone}')`,
    })),
  ),
);

export const JDK_ROWS: readonly JdkRow[] = [...arithmetic, ...division, ...rounding, ...digits, ...formats, ...patterns, ...dates];
