/** Custom labels and their translations. Sources: CustomLabels and Translations of the Metadata API guide. */
import { readXml } from './xml.ts';
import type { SourceFiles } from './source-files.ts';

/** Texts by label, in the packaged language. */
export type Labels = ReadonlyMap<string, string>;

export function readLabels(files: SourceFiles): Labels {
  const labels = files.ending('.labels-meta.xml').flatMap((file) => readXml(file).children('labels'));
  return new Map(labels.map((label) => [label.text('fullName') ?? '', label.text('value') ?? '']));
}

/** Texts by language and label; a label without translation is left out and shows in the packaged language, as on the platform. */
export function readTranslations(files: SourceFiles): ReadonlyMap<string, Labels> {
  const byLanguage = new Map<string, Map<string, string>>();
  for (const [language, file] of files.named('.translation-meta.xml')) {
    const texts = byLanguage.get(language) ?? new Map<string, string>();
    for (const label of readXml(file).children('customLabels')) texts.set(label.text('name') ?? '', label.text('label') ?? '');
    byLanguage.set(language, texts);
  }
  return byLanguage;
}
