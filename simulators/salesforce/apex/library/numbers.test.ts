/** Integer, Long, Double, Decimal and Math. Expected values: the examples of the Apex Reference Guide's pages of these classes. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { makeApexBench } from './apex-bench.ts';

const { evaluate, thrown, run } = makeApexBench();

describe('Integer, Long and Double', () => {
  test.each([
    [`Integer.valueOf('123')`, '123'],
    [`Integer.valueOf((Object) 5.9)`, '5'],
    [`Integer.valueOf('-5')`, '-5'],
    [`Long.valueOf('123')`, '123'],
    [`Double.valueOf('23.5')`, '23.5'],
    [`2147483647 + 1`, '-2147483648'],
    [`(5.9).intValue()`, '5'],
    [`Double.valueOf('1E3').longValue()`, '1000'],
    [`Double.valueOf('4.5').round()`, '5'],
    [`Double.valueOf('-4.5').round()`, '-4'],
    [`(1234567).format()`, '1,234,567'],
    [`(5L).intValue()`, '5'],
  ])('%s gives %s', (expression, expected) => {
    expect(evaluate(expression)).toBe(expected);
  });

  test.each(['abc', '', '1.5', '2147483648'])('Integer.valueOf refuses "%s"', (text) => {
    expect(thrown(`Integer.valueOf('${text}');`)).toBe(`TypeException: Invalid integer: ${text}`);
  });
});

describe('Decimal', () => {
  test.each([
    [`Decimal.valueOf('12.4567')`, '12.4567'],
    [`(-6.02214129).abs()`, '6.02214129'],
    [`(19.0).divide(100, 3)`, '0.190'],
    [`(19.0).divide(100, 3, RoundingMode.UP)`, '0.190'],
    [`(1.0).divide(3, 4)`, '0.3333'],
    [`(2.0).divide(3, 2, RoundingMode.FLOOR)`, '0.66'],
    [`(4.12).pow(2)`, '16.9744'],
    [`(123456789.12).precision()`, '11'],
    [`(123.45).scale()`, '2'],
    [`(4.5).round()`, '4'],
    [`(5.5).round()`, '6'],
    [`(5.245).setScale(2)`, '5.24'],
    [`(5.235).setScale(2)`, '5.24'],
    [`(1.5).setScale(3)`, '1.500'],
    [`(1250.0).stripTrailingZeros()`, '1250'],
    [`(1.500).stripTrailingZeros()`, '1.5'],
    [`(12345.6789).toPlainString()`, '12345.6789'],
    [`(12345.6789).format()`, '12,345.679'],
    [`(123.9).longValue()`, '123'],
    [`Decimal.valueOf(Double.valueOf('0.1'))`, '0.1'],
  ])('%s gives %s', (expression, expected) => {
    expect(evaluate(expression)).toBe(expected);
  });

  /** The table of "Rounding Mode" on the page of the Decimal class, as java.math.RoundingMode has it. */
  const modes = {
    UP: [6, 3, 2, 2, -2, -2, -3, -6],
    DOWN: [5, 2, 1, 1, -1, -1, -2, -5],
    CEILING: [6, 3, 2, 2, -1, -1, -2, -5],
    FLOOR: [5, 2, 1, 1, -2, -2, -3, -6],
    HALF_UP: [6, 3, 2, 1, -1, -2, -3, -6],
    HALF_DOWN: [5, 2, 2, 1, -1, -2, -2, -5],
    HALF_EVEN: [6, 2, 2, 1, -1, -2, -2, -6],
  };
  test.each(Object.entries(modes))('RoundingMode.%s rounds as in the table', (mode, expected) => {
    const numbers = ['5.5', '2.5', '1.6', '1.1', '-1.1', '-1.6', '-2.5', '-5.5'];
    const results = run(numbers.map((number) => `System.debug(Decimal.valueOf('${number}').round(RoundingMode.${mode}));`).join('\n'));
    expect(results.map(Number)).toEqual(expected);
  });

  test('rounding that is necessary is refused by RoundingMode.UNNECESSARY', () => {
    expect(thrown(`(1.25).setScale(1, RoundingMode.UNNECESSARY);`)).toBe('MathException: Rounding necessary');
    expect(evaluate(`(1.20).setScale(1, RoundingMode.UNNECESSARY)`)).toBe('1.2');
  });

  test('a division by zero is a MathException', () => {
    expect(thrown(`(1.0).divide(0, 2);`)).toBe('MathException: Divide by 0');
  });

  const decimal = fc.record({ unscaled: fc.bigInt(-(10n ** 20n), 10n ** 20n), scale: fc.integer({ min: 0, max: 12 }) });
  const written = ({ unscaled, scale }: { unscaled: bigint; scale: number }): string => `Decimal.valueOf('${unscaled}e-${scale}')`;

  test('any two decimals add, subtract, multiply and compare as fractions do', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const [x, y] = [a.unscaled * 10n ** BigInt(b.scale), b.unscaled * 10n ** BigInt(a.scale)];
        const power = 10n ** BigInt(a.scale + b.scale);
        const value = (text: string): bigint => {
          const [whole = '', fraction = ''] = text.split('.');
          return BigInt(whole + fraction) * 10n ** BigInt(a.scale + b.scale - fraction.length);
        };
        const [sum, difference, product, less] = run(
          `Decimal a = ${written(a)}; Decimal b = ${written(b)}; System.debug(a + b); System.debug(a - b); System.debug(a * b); System.debug(a < b);`,
        );
        expect(value(sum!)).toBe(x + y);
        expect(value(difference!)).toBe(x - y);
        expect(value(product!) * power).toBe(x * y);
        expect(less).toBe(String(x < y));
      }),
      { numRuns: 40 },
    );
  });

  test('a quotient of any scale is nearer to the true one than half a unit of its last digit', () => {
    fc.assert(
      fc.property(
        decimal,
        decimal.filter(({ unscaled }) => unscaled !== 0n),
        fc.integer({ min: 0, max: 10 }),
        (a, b, scale) => {
          const [text = ''] = run(`System.debug(${written(a)}.divide(${written(b)}, ${scale}));`);
          const quotient = BigInt(text.replace('.', ''));
          // |q/10^s - a/b| <= 1/2 * 10^-s, without fractions.
          const [x, y] = [a.unscaled * 10n ** BigInt(b.scale + scale), b.unscaled * 10n ** BigInt(a.scale)];
          const error = quotient * y - x;
          const size = (value: bigint): bigint => (value < 0n ? -value : value);
          expect(2n * size(error) <= size(y)).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('Math', () => {
  test.each([
    [`Math.abs(-42)`, '42'],
    [`Math.ceil(Double.valueOf('2.3'))`, '3.0'],
    [`Math.ceil(-2.7)`, '-2'],
    [`Math.floor(-2.3)`, '-3'],
    [`Math.max(3, 6)`, '6'],
    [`Math.min(12.3, 156.6)`, '12.3'],
    [`Math.mod(12, 2)`, '0'],
    [`Math.mod(8, 3)`, '2'],
    [`Math.mod(-7, 3)`, '-1'],
    [`Math.round(4.5)`, '4'],
    [`Math.round(5.5)`, '6'],
    [`Math.roundToLong(4.5)`, '4'],
    [`Math.rint(Double.valueOf('2.5'))`, '2.0'],
    [`Math.signum(-3.5)`, '-1'],
    [`Math.sqrt(Double.valueOf('16'))`, '4.0'],
    [`Math.pow(2, 10)`, '1024.0'],
    [`Math.cbrt(Double.valueOf('27'))`, '3.0'],
    [`Math.log10(100.0)`, '2'],
    [`Math.PI`, '3.141592653589793'],
  ])('%s gives %s', (expression, expected) => {
    expect(evaluate(expression)).toBe(expected);
  });

  test('a remainder by zero is a MathException', () => {
    expect(thrown(`Math.mod(1, 0);`)).toBe('MathException: Divide by 0');
  });
});
