/**
 * Label: custom labels by names that are known at run time, and in other languages than the user's. Source: Apex Reference Guide, "Label Class".
 * `Label.Name` is the compiler's. Unsaid there: what a name comes to that nobody defined; here it is the failure of `Label.Name`.
 */
import type { ApexContext } from '../context.ts';
import { platformClass } from './native.ts';

/** Nothing here has a namespace: null is that of the code, an empty one that of the org. */
function labelIn(context: ApexContext, namespace: string | null, name: string, language?: string): string {
  const text = (namespace ?? '') === '' ? context.org.label(name, language) : undefined;
  return text ?? context.fail('SystemException', `label ${name} is missing`);
}

export const labelClass = platformClass('Label', {
  'static String get(String? namespace, String label)': (context, namespace: string | null, name: string) =>
    labelIn(context, namespace, name),
  'static String get(String? namespace, String label, String language)': (
    context,
    namespace: string | null,
    name: string,
    language: string,
  ) => labelIn(context, namespace, name, language),
  'static Boolean translationExists(String? namespace, String label, String language)': (
    context,
    namespace: string | null,
    name: string,
    language: string,
  ) => (namespace ?? '') === '' && context.org.isTranslated(name, language),
});
