/** What holds for every file: one API version, nothing without its other half, names that agree. */
import { z } from 'zod';
import type { Finding } from '../finding.ts';
import type { PackageModel } from '../source/package-model.ts';
import { PROJECT_FILE } from '../source/read-source.ts';
import { textOf } from '../source/xml.ts';

const Project = z.object({ sourceApiVersion: z.string() });

/** Every file that breaks one of these. */
export function checkProject(model: PackageModel): readonly Finding[] {
  return [...apiVersions(model), ...companions(model), ...orphans(model), ...fullNames(model)];
}

function apiVersions({ components, texts }: PackageModel): readonly Finding[] {
  const { sourceApiVersion } = Project.parse(JSON.parse(texts.get(PROJECT_FILE) ?? '{}'));
  return components.flatMap(({ path, root }) => {
    const version = textOf(root, 'apiVersion');
    if (version === undefined || version === sourceApiVersion) return [];
    return [{ path, line: 0, message: `has API version ${version}, the project ${sourceApiVersion}` }];
  });
}

function companions({ apex, components, texts }: PackageModel): readonly Finding[] {
  const alone = apex.filter(({ path }) => !texts.has(`${path}-meta.xml`));
  const described = components.filter(({ kind }) => kind === 'cls' || kind === 'trigger');
  const empty = described.filter(({ path }) => !texts.has(path.replace('-meta.xml', '')));
  return [
    ...alone.map(({ path }) => ({ path, line: 0, message: 'has no -meta.xml file and would be left out of the package without a word' })),
    ...empty.map(({ path }) => ({ path, line: 0, message: 'describes a file that is not there' })),
  ];
}

/** Fields of a custom object that is not there. Fields may be added to standard objects. */
function orphans({ objects }: PackageModel): readonly Finding[] {
  return [...objects.values()]
    .filter(({ name, root }) => root === undefined && name.includes('__'))
    .map(({ name, path }) => ({ path, line: 0, message: `is a field of ${name}, which the package does not have` }));
}

function fullNames({ components }: PackageModel): readonly Finding[] {
  return components.flatMap(({ path, name, root }) => {
    const fullName = textOf(root, 'fullName');
    if (fullName === undefined || fullName === name) return [];
    return [{ path, line: 0, message: `has the full name ${fullName}, which is not that of its file` }];
  });
}
