/** Every text a person reads is there in every language of the package: custom labels, words of value sets, names of fields, objects, quick actions, tabs and apps. */
import type { Finding } from '../finding.ts';
import type { Component, PackageModel } from '../source/package-model.ts';
import { all, textOf, type XmlNode } from '../source/xml.ts';

/** English is the language of the labels themselves. */
const LANGUAGES = ['de'];

type Text = { readonly name: string; readonly text: string; readonly path: string; readonly line: number };

/** Texts without a translation, translations of nothing, and those that leave out or invent a placeholder. */
export function checkTranslations(model: PackageModel): readonly Finding[] {
  return LANGUAGES.flatMap((language) => [
    ...labelFaults(model, language),
    ...wordFaults(model, language),
    ...fieldFaults(model, language),
    ...objectFaults(model, language),
    ...actionFaults(model, language),
    ...menuFaults(model, language),
  ]);
}

function labelFaults(model: PackageModel, language: string): readonly Finding[] {
  const labels = model.of('labels').flatMap(({ path, root }) => read(path, all(root, 'labels'), 'fullName', 'value'));
  const translated = model
    .of('translation')
    .filter(({ name }) => name === language)
    .flatMap(({ path, root }) => read(path, all(root, 'customLabels'), 'name', 'label'));
  return compare(labels, translated, `the label % in ${language}`);
}

function wordFaults(model: PackageModel, language: string): readonly Finding[] {
  const translations = model.of('globalValueSetTranslation');
  return model.of('globalValueSet').flatMap((set) => {
    const words = read(set.path, all(set.root, 'customValue'), 'label', 'label');
    const translated = translations
      .filter(({ name }) => name === `${set.name}-${language}`)
      .flatMap(({ path, root }) => read(path, all(root, 'valueTranslation'), 'masterLabel', 'translation'));
    return compare(words, translated, `the word % of ${set.name} in ${language}`);
  });
}

const isRecord = ({ name }: { readonly name: string }): boolean => !name.endsWith('__mdt') && !name.endsWith('__e');

/** Grammatical cases in which German names of objects are wanted, one and many. */
const CASES = ['Nominative', 'Accusative', 'Genitive', 'Dative'].flatMap((name) => [`${name} false`, `${name} true`]);

/** One name in each case and number. */
function objectFaults(model: PackageModel, language: string): readonly Finding[] {
  const custom = model.of('object').filter(({ name }) => name.endsWith('__c'));
  return custom.flatMap(({ name, path }) => {
    const values = model
      .of('objectTranslation')
      .filter((translation) => translation.name === `${name}-${language}`)
      .flatMap((translation) => all(translation.root, 'caseValues'));
    const translated = values.map((node) => ({
      ...{ name: `${textOf(node, 'caseType') ?? ''} ${textOf(node, 'plural') ?? ''}`, text: textOf(node, 'value') ?? '' },
      ...{ path, line: node.line },
    }));
    const wanted = CASES.map((each) => ({ name: each, text: '', path, line: 0 }));
    return compare(wanted, translated, `the name of ${name} (%) in ${language}`);
  });
}

/** Tabs that have a name of their own, and apps. */
function menuFaults(model: PackageModel, language: string): readonly Finding[] {
  const files = model.of('translation').filter(({ name }) => name === language);
  const faults = (type: 'tab' | 'app', element: string): readonly Finding[] => {
    const named = model.of(type).flatMap(({ name, path, root }) => {
      const text = textOf(root, 'label');
      return text === undefined ? [] : [{ name, text, path, line: 0 }];
    });
    const translated = files.flatMap(({ path, root }) => read(path, all(root, element), 'name', 'label'));
    return compare(named, translated, `the ${type} % in ${language}`);
  };
  return [...faults('tab', 'customTabs'), ...faults('app', 'customApplications')];
}

function fieldFaults(model: PackageModel, language: string): readonly Finding[] {
  return [...model.objects.values()].filter(isRecord).flatMap((object) => {
    const fields = [...object.fields.values()].map(({ name, path, root }) => ({ name, text: textOf(root, 'label') ?? '', path, line: 0 }));
    const translated = model
      .of('objectTranslation')
      .filter(({ name }) => name === `${object.name}-${language}`)
      .flatMap(({ path, root }) => read(path, all(root, 'fields'), 'name', 'label'));
    return compare(fields, translated, `the name of ${object.name}.% in ${language}`);
  });
}

/** Quick actions are called `Object.Action`, and translated with their object. */
function actionFaults(model: PackageModel, language: string): readonly Finding[] {
  const actions = model.of('quickAction').map(({ name, path, root }) => ({ name, text: textOf(root, 'label') ?? '', path, line: 0 }));
  const ending = `-${language}`;
  const translated = model
    .of('objectTranslation')
    .filter(({ name }) => name.endsWith(ending))
    .flatMap(({ name, path, root }) => {
      const object = name.slice(0, -ending.length);
      return read(path, all(root, 'quickActions'), 'name', 'label').map((text) => ({ ...text, name: `${object}.${text.name}` }));
    });
  return compare(actions, translated, `the quick action % in ${language}`);
}

function read(path: Component['path'], nodes: readonly XmlNode[], nameKey: string, textKey: string): readonly Text[] {
  return nodes.map((node) => ({ name: textOf(node, nameKey) ?? '', text: textOf(node, textKey) ?? '', path, line: node.line }));
}

const placeholders = (text: string): string => [...new Set(text.match(/\{\d+\}/g))].sort().join(' ');

function compare(originals: readonly Text[], translated: readonly Text[], what: string): readonly Finding[] {
  const known = new Map(originals.map((original) => [original.name, original]));
  const done = new Map(translated.filter(({ text }) => text !== '').map((text) => [text.name, text]));
  const about = ({ name, path, line }: Text, message: string): Finding => ({
    path,
    line,
    message: `${what.replace('%', name)} ${message}`,
  });
  return [
    ...originals.filter(({ name }) => !done.has(name)).map((text) => about(text, 'is missing')),
    ...translated.filter(({ name }) => !known.has(name)).map((text) => about(text, 'translates nothing')),
    ...translated
      .filter((text, index) => translated.findIndex(({ name }) => name === text.name) !== index)
      .map((text) => about(text, 'is there twice')),
    ...translated
      .filter(({ name, text }) => known.has(name) && placeholders(known.get(name)?.text ?? '') !== placeholders(text))
      .map((text) => about(text, 'has other placeholders than the original')),
  ];
}
