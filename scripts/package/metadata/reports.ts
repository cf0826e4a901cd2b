/** Reports show fields and objects that are there, and dashboards show reports that are there. */
import type { Finding } from '../finding.ts';
import type { Component, PackageModel } from '../source/package-model.ts';
import { all, textOf, type XmlNode } from '../source/xml.ts';

const OBJECT = /^CustomEntity\$(\w+)$/;
/** What every custom object has, in the spelling of reports. */
const STANDARD = new Set(['CUST_NAME', 'CUST_OWNER_NAME', 'CUST_CREATED_DATE', 'CUST_LAST_UPDATE']);

/** Every dangling name. */
export function checkReports(model: PackageModel): readonly Finding[] {
  return [...model.of('report').flatMap((report) => fields(report, model)), ...dashboards(model)];
}

function fields({ path, root }: Component, model: PackageModel): readonly Finding[] {
  const object = OBJECT.exec(textOf(root, 'reportType') ?? '')?.[1] ?? '';
  const known = model.objects.get(object)?.fields;
  if (known === undefined) return [{ path, line: 0, message: `reports on ${object}, which the package does not have` }];
  const nodes = [
    ...all(root, 'columns').flatMap((column) => all(column, 'field')),
    ...all(root, 'groupingsDown').flatMap((grouping) => all(grouping, 'field')),
    ...all(root, 'filter').flatMap((filter) => all(filter, 'criteriaItems').flatMap((item) => all(item, 'column'))),
    ...all(root, 'timeFrameFilter').flatMap((frame) => all(frame, 'dateColumn')),
  ];
  const isKnown = ({ text }: XmlNode): boolean =>
    STANDARD.has(text) || (text.startsWith(`${object}.`) && known.has(text.slice(object.length + 1)));
  return nodes
    .filter((node) => !isKnown(node))
    .map(({ line, text }) => ({ path, line, message: `shows ${text}, which ${object} does not have` }));
}

function dashboards(model: PackageModel): readonly Finding[] {
  const reports = new Set(model.of('report').map(({ object, path, name }) => `${path.split('/').at(-2) ?? object}/${name}`));
  return model.of('dashboard').flatMap(({ path, root }) =>
    root.children
      .flatMap((section) => all(section, 'components'))
      .flatMap((component) => all(component, 'report'))
      .filter(({ text }) => !reports.has(text))
      .map(({ line, text }) => ({ path, line, message: `shows the report ${text}, which the package does not have` })),
  );
}
