/** Constants of enums that the platform declares. */
import type { ApexContext } from '../context.ts';
import type { ApexEnum } from '../values.ts';

export function enumValue(context: ApexContext, type: string, name: string): ApexEnum {
  const found = context.classes.constants(context.type(type))?.find((constant) => constant.name === name);
  if (found === undefined) throw new Error(`${type} has no constant ${name}`);
  return found;
}

/** The constant of that name, whatever its case. */
export function findEnumValue(context: ApexContext, type: string, name: string): ApexEnum | undefined {
  return context.classes.constants(context.type(type))?.find((constant) => constant.name.toLowerCase() === name.toLowerCase());
}
