/** Methods of every enum, the platform's and the package's. Source: Apex Developer Guide, "Enums" and "Enum Methods". */
import type { ApexContext } from '../context.ts';
import type { ApexEnum } from '../values.ts';
import { listOfType } from './list-value.ts';

const constantsOf = (context: ApexContext, type: string): readonly ApexEnum[] => context.classes.constants(context.type(type)) ?? [];

type Methods = Readonly<Record<string, (context: ApexContext, ...args: never[]) => unknown>>;

/** `type` is the full name of the enum, `Schema.DisplayType`. */
export function enumMembers(type: string): Methods {
  return {
    'String name()': (_: ApexContext, self: ApexEnum) => self.name,
    'Integer ordinal()': (_: ApexContext, self: ApexEnum) => self.ordinal,
    [`static List<${type}> values()`]: (context: ApexContext) => listOfType(context.type(type), constantsOf(context, type)),
    [`static ${type} valueOf(String enumString)`]: (context: ApexContext, name: string) => {
      const found = constantsOf(context, type).find((constant) => constant.name.toLowerCase() === name.toLowerCase());
      return found ?? context.fail('NoSuchElementException', `No enum constant ${type}.${name}`);
    },
  };
}
