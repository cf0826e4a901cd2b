/** String: taken apart. */
import type { ApexContext } from '../../context.ts';
import type { ApexList } from '../../collections.ts';
import { compilePattern, splitText } from '../java-pattern.ts';
import { textList } from '../list-value.ts';
import type { Members } from '../native.ts';

type CharacterType = 'lower' | 'upper' | 'digit' | 'space' | 'other';

function typeOfCharacter(character: string): CharacterType {
  if (/\p{Ll}/u.test(character)) return 'lower';
  if (/\p{Lu}/u.test(character)) return 'upper';
  if (/\p{Nd}/u.test(character)) return 'digit';
  return /\s/.test(character) ? 'space' : 'other';
}

/** Runs of characters of one type; with `camel` a capital goes to the small letters behind it. */
function byType(text: string, camel: boolean): string[] {
  const runs: { type: CharacterType; text: string }[] = [];
  for (const character of text) {
    const type = typeOfCharacter(character);
    const run = runs.at(-1);
    if (run?.type === type) run.text += character;
    else if (camel && type === 'lower' && run?.type === 'upper') {
      const capital = run.text.slice(-1);
      run.text = run.text.slice(0, -1);
      if (run.text === '') runs.pop();
      runs.push({ type, text: capital + character });
    } else runs.push({ type, text: character });
  }
  return runs.map((run) => run.text);
}

const split = (context: ApexContext, self: string, pattern: string, limit = 0): ApexList =>
  textList(splitText(context, { pattern: compilePattern(context, pattern), text: self, limit }));

export const splitMembers: Members = {
  'List<String> split(String regExp)': split,
  'List<String> split(String regExp, Integer limit)': split,
  'List<String> splitByCharacterType()': (_, self: string) => textList(byType(self, false)),
  'List<String> splitByCharacterTypeCamelCase()': (_, self: string) => textList(byType(self, true)),
};
