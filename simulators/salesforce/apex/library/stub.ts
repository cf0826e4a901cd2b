/** Test.createStub: an instance whose methods are all answered by a StubProvider. Source: Apex Developer Guide, "Build a Mocking Framework with the Stub API". */
import type { ApexContext } from '../context.ts';
import type { ObjectMethod } from '../context-ports.ts';
import { classOf, OBJECT, type ApexType } from '../types/type.ts';
import type { ApexObject, PlatformObject, Value } from '../values.ts';
import { listOfType, textList } from './list-value.ts';
import { typeToken } from './type-class.ts';

/** Constructors do not run, fields are null; static methods and properties stay as they are. */
export function createStub(context: ApexContext, { state: type }: PlatformObject<ApexType>, provider: ApexObject): ApexObject {
  const stub = context.classes.blank(type);
  if (stub === undefined) return context.fail('TypeException', `${type.name} cannot be stubbed`);
  Object.defineProperty(stub, 'isStub', { value: true });
  const answer = (method: ObjectMethod, args: readonly Value[]): Value =>
    context.call(
      provider,
      'handleMethodCall',
      stub,
      method.name,
      typeToken(method.returns),
      listOfType(
        classOf('Type'),
        method.parameters.map((parameter) => typeToken(parameter.type)),
      ),
      textList(method.parameters.map(({ name }) => name)),
      listOfType(OBJECT, args),
    );
  for (const method of context.classes.methods(type)) stub[method.slot] = (...args: Value[]) => answer(method, args);
  return stub;
}
