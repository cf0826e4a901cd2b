/** Source: Apex Reference Guide, "Search Class". */
import { parseSearch } from '../../sosl/parse-search.ts';
import type { ApexContext } from '../context.ts';
import { platformClass } from '../library/native.ts';
import type { Runtime } from '../run/runtime.ts';
import type { Value } from '../values.ts';
import { levelMode, type Mode } from './access-mode.ts';
import { bindsOfText } from './lexical-binds.ts';
import { accessOf, ask } from './query.ts';

function query(context: ApexContext, text: string, level?: Value): Value {
  const { searches, frames } = context as Runtime;
  const search = ask(context, () => parseSearch(text), 'SearchException');
  const mode: Mode = search.mode ?? levelMode(level);
  return searches({ search, binds: bindsOfText(context, text), access: accessOf(mode, frames.access()) });
}

export const searchClass = platformClass('Search', {
  'static List<List<SObject>> query(String query)': (context: ApexContext, text: string) => query(context, text),
  'static List<List<SObject>> query(String query, AccessLevel level)': query,
});
