/** Fields and relationships in inline SOQL exist. The Apex type check does not look inside queries. */
import {
  FieldNameContext,
  FromNameListContext,
  QueryContext,
  SubQueryContext,
  type ApexParserRuleContext,
} from '@apexdevtools/apex-parser';
import type { Finding } from '../finding.ts';
import type { PackageField, PackageModel, PackageObject } from '../source/package-model.ts';
import { textOf } from '../source/xml.ts';
import { childrenOf, type ApexTree } from './apex-tree.ts';

/** Fields the platform gives to records of every custom object. */
const SYSTEM_FIELDS = new Set([
  'id',
  'name',
  'ownerid',
  'createddate',
  'createdbyid',
  'lastmodifieddate',
  'lastmodifiedbyid',
  'systemmodstamp',
  'isdeleted',
  'developername',
  'masterlabel',
  'qualifiedapiname',
]);
/** Relationships to standard objects, whose fields are not checked here. */
const SYSTEM_RELATIONSHIPS = new Set(['owner', 'createdby', 'lastmodifiedby']);

/** The object a query reads; undefined for one of the platform, whose fields are not checked. */
type Scope = PackageObject | undefined;
type Report = (node: ApexParserRuleContext, message: string) => void;

/** Every name in a query that the package does not have. */
export function checkSoql(trees: readonly ApexTree[], model: PackageModel): readonly Finding[] {
  const findings: Finding[] = [];
  for (const { file, root } of trees) {
    const report: Report = (node, message) => findings.push({ path: file.path, line: node.start.line, message });
    for (const child of childrenOf(root)) visit(child, undefined, { model, report });
  }
  return findings;
}

type Tools = { readonly model: PackageModel; readonly report: Report };

function visit(node: ApexParserRuleContext, scope: Scope, tools: Tools): void {
  if (node instanceof FromNameListContext) return;
  if (node instanceof FieldNameContext) {
    if (scope !== undefined) checkPath(node, scope, tools);
    return;
  }
  const inner = scopeOf(node, scope, tools);
  for (const child of childrenOf(node)) visit(child, inner, tools);
}

function scopeOf(node: ApexParserRuleContext, outer: Scope, { model, report }: Tools): Scope {
  if (node instanceof QueryContext) return objectNamed(node.fromNameList().getText(), model);
  if (!(node instanceof SubQueryContext)) return outer;
  const name = node.fromNameList().getText();
  const child = outer === undefined ? undefined : childOf(outer, name, model);
  if (outer !== undefined && child === undefined) report(node, `${outer.name} has no child relationship ${name}`);
  return child;
}

function objectNamed(name: string, { objects }: PackageModel): Scope {
  const wanted = name.toLowerCase();
  const found = [...objects.values()].find((object) => object.name.toLowerCase() === wanted);
  return found?.root === undefined ? undefined : found;
}

function childOf(parent: PackageObject, relationship: string, { objects }: PackageModel): Scope {
  const wanted = relationship.toLowerCase();
  return [...objects.values()].find(({ fields }) =>
    [...fields.values()].some(
      ({ root }) => textOf(root, 'referenceTo') === parent.name && `${textOf(root, 'relationshipName') ?? ''}__r`.toLowerCase() === wanted,
    ),
  );
}

function checkPath(node: FieldNameContext, scope: PackageObject, { model, report }: Tools): void {
  const path = node.getText().split('.');
  const name = path.pop() ?? '';
  let object: Scope = scope;
  for (const step of path) {
    if (object === undefined || SYSTEM_RELATIONSHIPS.has(step.toLowerCase())) return;
    const lookup = fieldNamed(object, step.replace(/__r$/i, '__c'));
    if (lookup === undefined) return report(node, `${object.name} has no relationship ${step}`);
    object = objectNamed(textOf(lookup.root, 'referenceTo') ?? '', model);
  }
  if (object === undefined || SYSTEM_FIELDS.has(name.toLowerCase()) || fieldNamed(object, name) !== undefined) return;
  report(node, `${object.name} has no field ${name}`);
}

function fieldNamed({ fields }: PackageObject, name: string): PackageField | undefined {
  const wanted = name.toLowerCase();
  return [...fields.values()].find((field) => field.name.toLowerCase() === wanted);
}
