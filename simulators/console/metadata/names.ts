/** What objects, tabs and apps are called in a language. Sources: CustomObjectTranslation and Translations of the Metadata API guide. */
import { readXml } from './xml.ts';
import type { Xml } from './xml.ts';
import type { SourceFiles } from './source-files.ts';

/** What is not translated is left out, and shows in the language of the source. */
export type Names = {
  readonly objects: ReadonlyMap<string, { readonly label: string; readonly pluralLabel: string }>;
  readonly tabs: ReadonlyMap<string, string>;
  readonly apps: ReadonlyMap<string, string>;
  /** By `Object.Name`. */
  readonly quickActions: ReadonlyMap<string, string>;
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
  const objects = translatedObjects(files, language);
  return {
    objects: objectNames(objects),
    tabs: named('customTabs'),
    apps: named('customApplications'),
    quickActions: quickActionNames(objects),
  };
}

type TranslatedObjects = readonly (readonly [name: string, xml: Xml])[];

function translatedObjects(files: SourceFiles, language: string): TranslatedObjects {
  const ending = `-${language}`;
  const translated = [...files.named('.objectTranslation-meta.xml')].filter(([name]) => name.endsWith(ending));
  return translated.map(([name, file]) => [name.slice(0, -ending.length), readXml(file)]);
}

function objectNames(objects: TranslatedObjects): Names['objects'] {
  const names = objects.flatMap(([name, xml]) => {
    const [label, pluralLabel] = [nominative(xml, 'false'), nominative(xml, 'true')];
    return label === undefined || pluralLabel === undefined ? [] : [[name, { label, pluralLabel }] as const];
  });
  return new Map(names);
}

function quickActionNames(objects: TranslatedObjects): Names['quickActions'] {
  const labelled = objects.flatMap(([object, xml]) =>
    xml.children('quickActions').map((action) => [`${object}.${action.text('name') ?? ''}`, action.text('label') ?? ''] as const),
  );
  return new Map(labelled);
}

/** Languages without grammatical cases leave the case out. */
function nominative(xml: Xml, plural: 'true' | 'false'): string | undefined {
  const values = xml.children('caseValues').filter((one) => (one.text('caseType') ?? 'Nominative') === 'Nominative');
  return values.find((one) => (one.text('plural') ?? 'false') === plural)?.text('value');
}
