/** Types as they are written: `Map<Id, List<Account>>`, `String[]`, `Database.SaveResult`. What a name means is the resolver's to say. */

export type TypeName = {
  /** Without type arguments, as written: `List`, `Database.SaveResult`. */
  readonly name: string;
  readonly args: readonly TypeName[];
};

const TOKEN = /\s*([A-Za-z_][\w.]*|[<>,]|\[\s*\])/y;

/** Reads one type. Throws on text that is none: signatures are ours, so it is a bug. */
export function parseTypeName(text: string): TypeName {
  const cursor = { text, position: 0 };
  const type = readType(cursor);
  if (cursor.text.slice(cursor.position).trim() !== '') throw new Error(`"${text}" is not a type`);
  return type;
}

/** As the platform writes it in messages: `Map<Id,List<Account>>`. */
export function writeTypeName({ name, args }: TypeName): string {
  return args.length === 0 ? name : `${name}<${args.map(writeTypeName).join(',')}>`;
}

type Cursor = { readonly text: string; position: number };

function next(cursor: Cursor): string | undefined {
  TOKEN.lastIndex = cursor.position;
  return TOKEN.exec(cursor.text)?.[1];
}

function take(cursor: Cursor): string {
  const token = next(cursor);
  if (token === undefined) throw new Error(`"${cursor.text}" is not a type`);
  cursor.position = TOKEN.lastIndex;
  return token;
}

function readType(cursor: Cursor): TypeName {
  let type: TypeName = { name: take(cursor), args: [] };
  if (next(cursor) === '<') {
    take(cursor);
    const args = [readType(cursor)];
    while (next(cursor) === ',') {
      take(cursor);
      args.push(readType(cursor));
    }
    if (take(cursor) !== '>') throw new Error(`"${cursor.text}" is not a type`);
    type = { name: type.name, args };
  }
  while (next(cursor)?.startsWith('[') === true) {
    take(cursor);
    type = { name: 'List', args: [type] };
  }
  return type;
}
