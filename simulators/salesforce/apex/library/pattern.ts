/** Source: Apex Reference Guide, "Pattern Class" and "Matcher Class". */
import type { ApexContext } from '../context.ts';
import { classOf } from '../types/type.ts';
import { PlatformObject } from '../values.ts';
import { compilePattern, expandReplacement, matchAt, splitText, type JavaPattern } from './java-pattern.ts';
import { textList } from './list-value.ts';
import { platformClass } from './native.ts';
import { growText } from './text-size.ts';

type PatternObject = PlatformObject<JavaPattern>;

type MatcherState = {
  pattern: JavaPattern;
  text: string;
  /** Of the region; its bounds hold for `^`, `$` and looking around. */
  from: number;
  to: number;
  /** Within the region. */
  next: number;
  match: RegExpExecArray | null;
};

type MatcherObject = PlatformObject<MatcherState>;

const patternObject = (pattern: JavaPattern): PatternObject => new PlatformObject(classOf('Pattern'), pattern);

const matcherOver = (pattern: JavaPattern, text: string): MatcherObject =>
  new PlatformObject<MatcherState>(classOf('Matcher'), { pattern, text, from: 0, to: text.length, next: 0, match: null });

const regionOf = ({ text, from, to }: MatcherState): string => text.slice(from, to);

export const patternClass = platformClass('Pattern', {
  'static Pattern compile(String regExp)': (context, source: string) => patternObject(compilePattern(context, source)),
  'static Boolean matches(String regExp, String stringtoMatch)': (context, source: string, text: string) =>
    matchAt(context, compilePattern(context, source).whole, { text, from: 0 }) !== null,
  'static String quote(String yourString)': (_, text: string) => `\\Q${text.replaceAll('\\E', '\\E\\\\E\\Q')}\\E`,
  'Matcher matcher(String regExp)': (_, { state }: PatternObject, text: string) => matcherOver(state, text),
  'String pattern()': (_, { state }: PatternObject) => state.source,
  'String toString()': (_, { state }: PatternObject) => state.source,
  'List<String> split(String regExp)': (context, { state }: PatternObject, text: string) =>
    textList(splitText(context, { pattern: state, text, limit: 0 })),
  'List<String> split(String regExp, Integer limit)': (context, { state }: PatternObject, text: string, limit: number) =>
    textList(splitText(context, { pattern: state, text, limit })),
});

function find(context: ApexContext, state: MatcherState): boolean {
  state.match = matchAt(context, state.pattern.search, { text: regionOf(state), from: state.next });
  if (state.match !== null) state.next = state.match.index + state.match[0].length + (state.match[0] === '' ? 1 : 0);
  return state.match !== null;
}

function reset(state: MatcherState, text = state.text): void {
  Object.assign(state, { text, from: 0, to: text.length, next: 0, match: null });
}

function matchHere(context: ApexContext, state: MatcherState, expression: RegExp): boolean {
  state.match = matchAt(context, expression, { text: regionOf(state), from: 0 });
  if (state.match !== null) state.next = state.match[0].length;
  return state.match !== null;
}

function currentMatch(context: ApexContext, { match }: MatcherState): RegExpExecArray {
  return match ?? context.fail('StringException', 'No match found');
}

/** Where a group begins and ends in the whole text; -1 when it took no part. */
function placeOf(context: ApexContext, state: MatcherState, group: number): readonly [number, number] {
  const match = currentMatch(context, state);
  checkGroup(context, state, group);
  const place = match.indices?.[group];
  return place === undefined ? [-1, -1] : [place[0] + state.from, place[1] + state.from];
}

function checkGroup(context: ApexContext, { pattern }: MatcherState, group: number): void {
  if (group < 0 || group > pattern.groups) context.fail('StringException', `No group ${group}`);
}

function groupText(context: ApexContext, state: MatcherState, group: number): string | null {
  const match = currentMatch(context, state);
  checkGroup(context, state, group);
  return match[group] ?? null;
}

function replace(context: ApexContext, state: MatcherState, [replacement, all]: readonly [string, boolean]): string {
  reset(state);
  let [result, from] = ['', 0];
  while (find(context, state)) {
    const match = currentMatch(context, state);
    const more = state.text.slice(from, match.index) + expandReplacement(context, match, replacement);
    growText(context, result.length, more.length);
    result += more;
    from = match.index + match[0].length;
    if (!all) break;
  }
  return result + state.text.slice(from);
}

function setRegion(context: ApexContext, self: MatcherObject, from: number, to: number): MatcherObject {
  const { state } = self;
  if (from < 0 || to > state.text.length || from > to) context.fail('StringException', 'Index out of bounds');
  Object.assign(state, { from, to, next: 0, match: null });
  return self;
}

export const matcherClass = platformClass('Matcher', {
  'Boolean find()': (context, { state }: MatcherObject) => find(context, state),
  'Boolean find(Integer startIndex)': (context, { state }: MatcherObject, start: number) => {
    if (start < 0 || start > state.text.length) context.fail('StringException', 'Illegal start index');
    reset(state);
    state.next = start;
    return find(context, state);
  },
  'Boolean matches()': (context, { state }: MatcherObject) => matchHere(context, state, state.pattern.whole),
  'Boolean lookingAt()': (context, { state }: MatcherObject) => matchHere(context, state, state.pattern.here),
  'String group()': (context, { state }: MatcherObject) => groupText(context, state, 0),
  'String group(Integer groupIndex)': (context, { state }: MatcherObject, group: number) => groupText(context, state, group),
  'Integer groupCount()': (_, { state }: MatcherObject) => state.pattern.groups,
  'Integer start()': (context, { state }: MatcherObject) => placeOf(context, state, 0)[0],
  'Integer start(Integer groupIndex)': (context, { state }: MatcherObject, group: number) => placeOf(context, state, group)[0],
  'Integer end()': (context, { state }: MatcherObject) => placeOf(context, state, 0)[1],
  'Integer end(Integer groupIndex)': (context, { state }: MatcherObject, group: number) => placeOf(context, state, group)[1],
  'Pattern pattern()': (_, { state }: MatcherObject) => patternObject(state.pattern),
  'Matcher usePattern(Pattern pattern)': (_, self: MatcherObject, { state }: PatternObject) => {
    self.state.pattern = state;
    self.state.match = null;
    return self;
  },
  'Matcher region(Integer start, Integer end)': setRegion,
  'Integer regionStart()': (_, { state }: MatcherObject) => state.from,
  'Integer regionEnd()': (_, { state }: MatcherObject) => state.to,
  'Matcher reset()': (_, self: MatcherObject) => {
    reset(self.state);
    return self;
  },
  'Matcher reset(String input)': (_, self: MatcherObject, text: string) => {
    reset(self.state, text);
    return self;
  },
  'String replaceAll(String replacementString)': (context, { state }: MatcherObject, text: string) => replace(context, state, [text, true]),
  'String replaceFirst(String replacementString)': (context, { state }: MatcherObject, text: string) =>
    replace(context, state, [text, false]),
  'static String quoteReplacement(String inputString)': (_, text: string) => text.replaceAll(/[\\$]/g, '\\$&'),
  'Boolean hasAnchoringBounds()': () => true,
  'Boolean hasTransparentBounds()': () => false,
});
