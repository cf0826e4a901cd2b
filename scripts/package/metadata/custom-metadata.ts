/** Configuration records fill the fields of their type, with values of the right kind and length. */
import type { Finding } from '../finding.ts';
import type { PackageField, PackageModel } from '../source/package-model.ts';
import { all, child, textOf, type XmlNode } from '../source/xml.ts';

const KINDS: Readonly<Record<string, RegExp>> = { Checkbox: /^(true|false)$/, Number: /^-?\d+(\.\d+)?$/ };

/** Every record of an unknown type, with an unknown field or an unfit value. */
export function checkCustomMetadata(model: PackageModel): readonly Finding[] {
  return model.of('md').flatMap(({ path, name, root }) => {
    const type = `${name.split('.')[0]}__mdt`;
    const fields = model.objects.get(type)?.fields;
    if (fields === undefined) return [{ path, line: 0, message: `is a record of ${type}, which the package does not have` }];
    return all(root, 'values').flatMap((node) => {
      const fieldName = textOf(node, 'field') ?? '';
      const field = fields.get(fieldName);
      const message = field === undefined ? `fills ${type}.${fieldName}, which does not exist` : valueFault(field, child(node, 'value'));
      return message === undefined ? [] : [{ path, line: node.line, message }];
    });
  });
}

function valueFault({ name, type, root }: PackageField, value: XmlNode | undefined): string | undefined {
  if (value === undefined || value.isNil) return undefined;
  if (KINDS[type]?.test(value.text) === false) return `gives ${name} the value ${value.text}, which is no ${type}`;
  const length = Number(textOf(root, 'length') ?? Infinity);
  return value.text.length > length ? `gives ${name} ${value.text.length} characters of at most ${length}` : undefined;
}
