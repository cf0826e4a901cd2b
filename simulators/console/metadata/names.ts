/** What objects, tabs and apps are called in a language. Sources: CustomObjectTranslation and Translations of the Metadata API guide. */
import { readXml } from './xml.ts';
import type { Xml } from './xml.ts';
import type { SourceFiles } from './source-files.ts';

/** What is not translated is left out, and shows in the language of the source. */
export type Names = {
  readonly objects: ReadonlyMap<string, { readonly label: string; readonly pluralLabel: string }>;
  readonly tabs: ReadonlyMap<string, string>;
  readonly apps: ReadonlyMap<string, string>;
};

export function readNames(files: SourceFiles, language: string): Names {
  const translation = files.named('.translation-meta.xml').get(language);
  const named = (element: string): ReadonlyMap<string, string> =>
    new Map(
      translation === undefined
        ? []
        : readXml(translation)
            .children(element)
            .map((one) => [one.text('name') ?? '', one.text('label') ?? '']),
    );
  return { objects: objectNames(files, language), tabs: named('customTabs'), apps: named('customApplications') };
}

function objectNames(files: SourceFiles, language: string): Names['objects'] {
  const ending = `-${language}`;
  const translated = [...files.named('.objectTranslation-meta.xml')].filter(([name]) => name.endsWith(ending));
  const names = translated.flatMap(([name, file]) => {
    const xml = readXml(file);
    const [label, pluralLabel] = [nominative(xml, 'false'), nominative(xml, 'true')];
    return label === undefined || pluralLabel === undefined ? [] : [[name.slice(0, -ending.length), { label, pluralLabel }] as const];
  });
  return new Map(names);
}

/** Languages without grammatical cases leave the case out. */
function nominative(xml: Xml, plural: 'true' | 'false'): string | undefined {
  const values = xml.children('caseValues').filter((one) => (one.text('caseType') ?? 'Nominative') === 'Nominative');
  return values.find((one) => (one.text('plural') ?? 'false') === plural)?.text('value');
}
