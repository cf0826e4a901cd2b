/** Source: Apex Reference Guide, "String Class". Many of its methods are those of Apache Commons Lang's StringUtils, which decides where the guide is silent. */
import { platformClass } from '../native.ts';
import { changeMembers } from './change.ts';
import { compareMembers } from './compare.ts';
import { createMembers } from './create.ts';
import { escapeMembers } from './escape.ts';
import { kindMembers } from './kind.ts';
import { searchMembers } from './search.ts';
import { shapeMembers } from './shape.ts';
import { splitMembers } from './split.ts';
import { substringMembers } from './substring.ts';

export const stringClass = platformClass('String', {
  ...createMembers,
  ...changeMembers,
  ...compareMembers,
  ...escapeMembers,
  ...kindMembers,
  ...searchMembers,
  ...shapeMembers,
  ...splitMembers,
  ...substringMembers,
});
