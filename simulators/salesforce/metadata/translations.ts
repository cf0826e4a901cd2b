/**
 * Words of the source in other languages. Sources: GlobalValueSetTranslation, CustomObjectTranslation and Translations of the Metadata API guide. What
 * is not translated shows in the language of the source, as on the platform.
 */
import type { ValueSets } from './custom-field.ts';
import type { OrgField, OrgObject, PicklistValue, Words } from './model.ts';
import type { SourceFile } from './source-folder.ts';

/** `OB_Severity-de` is the value set `OB_Severity` in German. */
function nameAndLanguage(file: SourceFile): readonly [name: string, language: string] {
  const place = file.name.lastIndexOf('-');
  return [file.name.slice(0, place), file.name.slice(place + 1)];
}

function filesOf(files: readonly SourceFile[], name: string): readonly (readonly [language: string, file: SourceFile])[] {
  return files.flatMap((file) => {
    const [target, language] = nameAndLanguage(file);
    return target === name ? [[language, file] as const] : [];
  });
}

/** Values are named by their label in the source's language. */
export function translateValueSets(valueSets: ValueSets, files: readonly SourceFile[]): ValueSets {
  const translated = (name: string, value: PicklistValue): PicklistValue => {
    const words = filesOf(files, name).flatMap(([language, { root }]) => {
      const entry = root.children('valueTranslation').find((one) => one.text('masterLabel') === value.label);
      const text = entry?.text('translation');
      return text === undefined ? [] : [[language, text] as const];
    });
    return words.length === 0 ? value : { ...value, translations: Object.fromEntries(words) };
  };
  return new Map([...valueSets].map(([name, values]) => [name, values.map((value) => translated(name, value))]));
}

/** Objects with the names of their fields in other languages. */
export function translateObjects(objects: ReadonlyMap<string, OrgObject>, files: readonly SourceFile[]): Map<string, OrgObject> {
  return new Map(
    [...objects].map(([name, object]) => {
      const words = wordsByField(filesOf(files, name));
      const fields = object.fields.map((field): OrgField => {
        const translations = words.get(field.name);
        return translations === undefined ? field : { ...field, translations };
      });
      return [name, words.size === 0 ? object : { ...object, fields }];
    }),
  );
}

function wordsByField(files: readonly (readonly [language: string, file: SourceFile])[]): Map<string, Words> {
  const words = new Map<string, Record<string, string>>();
  for (const [language, { root }] of files) {
    const named = root.children('fields').map((field) => [field.text('name') ?? '', field.text('label')] as const);
    // The name field stands beside the others.
    for (const [name, label] of [...named, ['Name', root.text('nameFieldLabel')] as const]) {
      if (label !== undefined) words.set(name, { ...words.get(name), [language]: label });
    }
  }
  return words;
}

/** Custom labels by language and name in small letters. */
export function readLabelTranslations(files: readonly SourceFile[]): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const languages = new Map<string, Map<string, string>>();
  for (const { name: language, root } of files) {
    const texts = languages.get(language) ?? new Map<string, string>();
    for (const label of root.children('customLabels')) texts.set((label.text('name') ?? '').toLowerCase(), label.text('label') ?? '');
    languages.set(language, texts);
  }
  return languages;
}

/** What something is called in a language. */
export function wordIn(language: string, { label, translations }: { readonly label: string; readonly translations?: Words }): string {
  return translations?.[language] ?? label;
}
