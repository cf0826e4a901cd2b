/** An option of a command line that is a whole number. */
import { InvalidArgumentError } from 'commander';

/** Parses a whole number within bounds; anything else is refused with one clear line. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    }
    return value;
  };
}
