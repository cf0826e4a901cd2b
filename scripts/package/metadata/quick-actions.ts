/** Quick actions run components that are made for them, and layouts offer quick actions that are there. Source: "Configure a Component for Quick Actions" of the LWC guide. */
import type { Finding } from '../finding.ts';
import type { Component, PackageModel } from '../source/package-model.ts';
import { all, child, textOf } from '../source/xml.ts';

/** Every quick action without its component, and every place of a layout without its quick action. */
export function checkQuickActions(model: PackageModel): readonly Finding[] {
  return [...components(model), ...layouts(model)];
}

/** The kind of action a component says it is; undefined for one that is none. */
function actionTypeOf(bundle: Component | undefined): string | undefined {
  const targets = bundle === undefined ? [] : all(child(bundle.root, 'targetConfigs') ?? bundle.root, 'targetConfig');
  const target = targets.find(({ attributes }) => attributes['targets'] === 'lightning__RecordAction');
  return target && (textOf(target, 'actionType') ?? 'ScreenAction');
}

function components(model: PackageModel): readonly Finding[] {
  const bundles = new Map(model.of('js').map((bundle) => [bundle.name, bundle]));
  return model.of('quickAction').flatMap(({ path, root }) => {
    const name = textOf(root, 'lightningWebComponent') ?? '';
    const [wanted, found] = [textOf(root, 'actionSubtype') ?? '', actionTypeOf(bundles.get(name))];
    if (wanted === found) return [];
    const what = found === undefined ? 'no component of the package for it' : `a ${found}`;
    return [{ path, line: 0, message: `runs ${name} as ${wanted}, which is ${what}` }];
  });
}

function layouts(model: PackageModel): readonly Finding[] {
  const known = new Set(model.of('quickAction').map(({ name }) => name));
  return model.of('layout').flatMap(({ path, name, root }) => {
    const offered = all(root, 'platformActionList')
      .flatMap((list) => all(list, 'platformActionListItems'))
      .filter((item) => textOf(item, 'actionType') === 'QuickAction')
      .map((item) => ({ action: textOf(item, 'actionName') ?? '', line: item.line }));
    return offered
      .filter(({ action }) => !known.has(action) || action.split('.')[0] !== name.split('-')[0])
      .map(({ action, line }) => ({ path, line, message: `offers ${action}, which is no quick action of its records` }));
  });
}
