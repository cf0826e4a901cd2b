/** Signatures of platform classes read like the Apex Reference. */
import { describe, expect, test } from '@jest/globals';
import { readSignature } from './signature.ts';
import { PLATFORM_CLASSES } from './platform-classes.ts';

describe('a signature', () => {
  test('of a static method names types, parameters and which may be null', () => {
    expect(readSignature('static String join(Map<Id, List<Account>> parts, String? separator)')).toEqual({
      form: 'method',
      static: true,
      name: 'join',
      type: { name: 'String', args: [] },
      parameters: [
        {
          name: 'parts',
          type: {
            name: 'Map',
            args: [
              { name: 'Id', args: [] },
              { name: 'List', args: [{ name: 'Account', args: [] }] },
            ],
          },
          nullable: false,
        },
        { name: 'separator', type: { name: 'String', args: [] }, nullable: true },
      ],
    });
  });

  test('without a return type is a constructor, without parentheses a property', () => {
    expect(readSignature('HttpRequest()')).toMatchObject({ form: 'constructor', parameters: [] });
    expect(readSignature('static List<T> new')).toMatchObject({ form: 'property', static: true, name: 'new' });
    expect(readSignature('void add(Integer index, Map<K, V>[] element)')).toMatchObject({
      form: 'method',
      static: false,
      parameters: [{ name: 'index' }, { type: { name: 'List', args: [{ name: 'Map' }] } }],
    });
  });

  test('that is none is refused', () => {
    expect(() => readSignature('void')).toThrow('not a signature');
    expect(() => readSignature('List<<String> of()')).toThrow('not a type');
  });
});

test('every platform class can be read', () => {
  for (const { members, demands } of PLATFORM_CLASSES) {
    for (const text of [...Object.keys(members), ...demands]) expect(readSignature(text).name).not.toBe('');
  }
});
