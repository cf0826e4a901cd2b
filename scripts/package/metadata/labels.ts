/** Labels used are defined, and labels defined are used: by Apex or by a Lightning component. */
import type { Finding } from '../finding.ts';
import type { PackageModel } from '../source/package-model.ts';
import { all, textOf } from '../source/xml.ts';

/** `OB_Language` says a label in another user's language, by its name. */
const USES = [/\bLabel\.(?!get\(|translationExists\()(\w+)/g, /@salesforce\/label\/c\.(\w+)/g, /\.say\('(\w+)'/g];
/** What Apex keeps to be said later. */
const NAME = /'(OB_\w+)'/g;

type Place = { readonly label: string; readonly path: string; readonly line: number };

/** Labels that are used and missing, unused, or defined twice. */
export function checkLabels(model: PackageModel): readonly Finding[] {
  const defined = model
    .of('labels')
    .flatMap(({ path, root }) => all(root, 'labels').map((node) => ({ label: textOf(node, 'fullName') ?? '', path, line: node.line })));
  const used = usedInCode(model);
  const known = new Set(defined.map(({ label }) => label));
  const wanted = new Set([...used.map(({ label }) => label), ...namedInApex(model)]);
  return [
    ...used.filter(({ label }) => !known.has(label)).map((place) => at(place, 'is used and not defined')),
    ...defined.filter(({ label }) => !wanted.has(label)).map((place) => at(place, 'is defined and nowhere used')),
    ...defined
      .filter(({ label }, index) => defined.findIndex((other) => other.label === label) !== index)
      .map((place) => at(place, 'is defined twice')),
  ];
}

function at({ label, path, line }: Place, message: string): Finding {
  return { path, line, message: `the label ${label} ${message}` };
}

function usedInCode({ texts }: PackageModel): readonly Place[] {
  return [...texts]
    .filter(([path]) => /\.(cls|trigger|js)$/.test(path))
    .flatMap(([path, text]) =>
      text
        .split('\n')
        .flatMap((code, index) =>
          USES.flatMap((use) => [...code.matchAll(use)].map((match) => ({ label: match[1] ?? '', path, line: index + 1 }))),
        ),
    );
}

function namedInApex({ apex }: PackageModel): readonly string[] {
  return apex.flatMap(({ text }) => [...text.matchAll(NAME)].map(([, name = '']) => name));
}
