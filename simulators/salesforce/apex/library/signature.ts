/** Reads the Apex signatures that declare platform classes, once at start-up. */
import { parseTypeName, type TypeName } from '../types/type-name.ts';

export type Parameter = {
  readonly name: string;
  readonly type: TypeName;
  /** Null is a value the method takes. */ readonly nullable: boolean;
};

export type Signature = {
  readonly form: 'method' | 'constructor' | 'property';
  readonly static: boolean;
  readonly name: string;
  /** Of a constructor: the class. */
  readonly type: TypeName;
  readonly parameters: readonly Parameter[];
};

const FORM = /^(static\s+)?(?:(.*?[\w>\]])\s+)?(\w+)\s*(?:\((.*)\))?$/s;

/**
 * Reads `static String join(List<Object> parts, String? separator)`, `Integer size()`, `Account(String name)`, `static String name`.
 * Throws on anything else.
 */
export function readSignature(text: string): Signature {
  const [, isStatic, type, name, parameters] = FORM.exec(text.trim()) ?? [];
  if (name === undefined || (type === undefined && parameters === undefined)) throw new Error(`"${text}" is not a signature`);
  return {
    form: parameters === undefined ? 'property' : type === undefined ? 'constructor' : 'method',
    static: isStatic !== undefined,
    name,
    type: parseTypeName(type ?? name),
    parameters: splitParameters(parameters ?? '').map(readParameter),
  };
}

/** At the commas that are not inside type arguments. */
function splitParameters(text: string): string[] {
  const parts: string[] = [];
  let [depth, start] = [0, 0];
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === '<') depth += 1;
    else if (text[index] === '>') depth -= 1;
    else if (text[index] === ',' && depth === 0) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  return text.trim() === '' ? [] : [...parts, text.slice(start)];
}

function readParameter(text: string): Parameter {
  const [, type = '', nullable, name = ''] = /^(.*[\w>\]])(\?)?\s+(\w+)$/s.exec(text.trim()) ?? [];
  return { name, type: parseTypeName(type), nullable: nullable !== undefined };
}
