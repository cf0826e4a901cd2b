/** From the parser's tree of classes, triggers and anonymous blocks to ours. */
import type {
  AnnotationContext,
  AnonymousBlockMemberContext,
  AnonymousUnitContext,
  ClassBodyDeclarationContext,
  ClassDeclarationContext,
  CompilationUnitContext,
  EnumDeclarationContext,
  FormalParametersContext,
  InterfaceDeclarationContext,
  InterfaceMethodDeclarationContext,
  MemberDeclarationContext,
  MethodDeclarationContext,
  ModifierContext,
  PropertyDeclarationContext,
  TriggerBlockMemberContext,
  TriggerUnitContext,
} from '@apexdevtools/apex-parser';
import type {
  Accessor,
  Annotation,
  AnonymousBlock,
  Member,
  MethodDeclaration,
  Modifiers,
  ParameterDeclaration,
  Statement,
  TriggerDeclaration,
  TriggerEvent,
  TypeDeclaration,
} from './ast.ts';
import { readBlock, readDeclarator, readStatement } from './read-statement.ts';
import { at, children, optional, readType, readTypes, unquote } from './tokens.ts';

export function readUnit(context: CompilationUnitContext): TypeDeclaration {
  const declaration = context.typeDeclaration();
  return readTypeDeclaration(declaration, readModifiers(declaration.modifier_list()));
}

type TypeForms = {
  readonly classDeclaration: () => ClassDeclarationContext;
  readonly interfaceDeclaration: () => InterfaceDeclarationContext;
  readonly enumDeclaration: () => EnumDeclarationContext;
};

function readTypeDeclaration(forms: TypeForms, modifiers: Modifiers): TypeDeclaration {
  const plain = { modifiers, extends: null, implements: [], members: [], values: [] };
  const enumeration = optional(forms.enumDeclaration());
  if (enumeration !== undefined) {
    const values =
      optional(enumeration.enumConstants())
        ?.id_list()
        .map((id) => id.getText()) ?? [];
    return { ...plain, kind: 'enum', name: enumeration.id().getText(), values, at: at(enumeration.id()) };
  }
  const contract = optional(forms.interfaceDeclaration());
  if (contract !== undefined) {
    const members = contract.interfaceBody().interfaceMethodDeclaration_list().map(readInterfaceMethod);
    return {
      ...plain,
      kind: 'interface',
      name: contract.id().getText(),
      implements: readTypes(contract.typeList()),
      members,
      at: at(contract.id()),
    };
  }
  return readClass(forms.classDeclaration(), modifiers);
}

function readClass(context: ClassDeclarationContext, modifiers: Modifiers): TypeDeclaration {
  const parent = optional(context.typeRef());
  return {
    kind: 'class',
    modifiers,
    name: context.id().getText(),
    extends: parent === undefined ? null : readType(parent),
    implements: readTypes(context.typeList()),
    members: context.classBody().classBodyDeclaration_list().flatMap(readClassMember),
    values: [],
    at: at(context.id()),
  };
}

function readClassMember(context: ClassBodyDeclarationContext): Member[] {
  const block = optional(context.block());
  if (block !== undefined)
    return [{ kind: 'initializer', static: optional(context.STATIC()) !== undefined, body: readBlock(block), at: at(block) }];
  const member = optional(context.memberDeclaration());
  return member === undefined ? [] : [readMember(member, readModifiers(context.modifier_list()))];
}

function readMember(context: MemberForms, modifiers: Modifiers): Member {
  const method = optional(context.methodDeclaration());
  if (method !== undefined) return readMethod(method, modifiers);
  const maker = optional(context.constructorDeclaration?.());
  if (maker !== undefined) {
    const name = maker.qualifiedName().getText();
    const parameters = readParameters(maker.formalParameters());
    return { kind: 'method', modifiers, returns: null, name, parameters, body: readBlock(maker.block()), at: at(maker) };
  }
  const field = optional(context.fieldDeclaration());
  if (field !== undefined) {
    const declarators = field.variableDeclarators().variableDeclarator_list().map(readDeclarator);
    return { kind: 'field', modifiers, type: readType(field.typeRef()), declarators, at: at(field) };
  }
  const property = optional(context.propertyDeclaration());
  return property === undefined ? readTypeDeclaration(context, modifiers) : readProperty(property, modifiers);
}

type MemberForms = Omit<MemberDeclarationContext, 'constructorDeclaration'> &
  Partial<Pick<MemberDeclarationContext, 'constructorDeclaration'>>;

function readMethod(context: MethodDeclarationContext, modifiers: Modifiers): MethodDeclaration {
  const type = optional(context.typeRef());
  const body = optional(context.block());
  return {
    kind: 'method',
    modifiers,
    returns: type === undefined ? { name: 'void', args: [] } : readType(type),
    name: context.id().getText(),
    parameters: readParameters(context.formalParameters()),
    body: body === undefined ? null : readBlock(body),
    at: at(context.id()),
  };
}

function readInterfaceMethod(context: InterfaceMethodDeclarationContext): MethodDeclaration {
  const type = optional(context.typeRef());
  return {
    kind: 'method',
    modifiers: { words: ['public', 'abstract'], annotations: [] },
    returns: type === undefined ? { name: 'void', args: [] } : readType(type),
    name: context.id().getText(),
    parameters: readParameters(context.formalParameters()),
    body: null,
    at: at(context.id()),
  };
}

function readParameters(context: FormalParametersContext): ParameterDeclaration[] {
  const list = optional(context.formalParameterList());
  return (list?.formalParameter_list() ?? []).map((parameter) => ({
    type: readType(parameter.typeRef()),
    name: parameter.id().getText(),
    at: at(parameter),
  }));
}

function readProperty(context: PropertyDeclarationContext, modifiers: Modifiers): Member {
  let [get, set]: [Accessor | null, Accessor | null] = [null, null];
  for (const block of context.propertyBlock_list()) {
    const getter = optional(block.getter());
    const body = optional(getter === undefined ? block.setter().block() : getter.block());
    const accessor = { modifiers: readModifiers(block.modifier_list()), body: body === undefined ? null : readBlock(body) };
    if (getter === undefined) set = accessor;
    else get = accessor;
  }
  return { kind: 'property', modifiers, type: readType(context.typeRef()), name: context.id().getText(), get, set, at: at(context.id()) };
}

function readModifiers(contexts: readonly ModifierContext[]): Modifiers {
  const annotations = contexts.flatMap((context) => optional(context.annotation()) ?? []);
  const words = contexts.filter((context) => optional(context.annotation()) === undefined);
  return {
    words: words.map((context) =>
      children(context)
        .map((token) => token.getText().toLowerCase())
        .join(' '),
    ),
    annotations: annotations.map(readAnnotation),
  };
}

function readAnnotation(context: AnnotationContext): Annotation {
  const pairs = optional(context.elementValuePairs())?.elementValuePair_list() ?? [];
  const single = optional(context.elementValue());
  const values = pairs.map((pair): [string, string] => [pair.id().getText().toLowerCase(), plainText(pair.elementValue().getText())]);
  if (single !== undefined) values.push(['value', plainText(single.getText())]);
  return { name: context.id().getText().toLowerCase(), values: Object.fromEntries(values), at: at(context) };
}

function plainText(text: string): string {
  return text.startsWith("'") ? unquote(text) : text;
}

export function readTrigger(context: TriggerUnitContext): TriggerDeclaration {
  return {
    kind: 'trigger',
    name: context.id(0).getText(),
    object: context.id(1).getText(),
    events: context.triggerCase_list().map((event): TriggerEvent => {
      const [when, operation] = children(event).map((token) => token.getText().toLowerCase());
      return { when: when as TriggerEvent['when'], operation: operation as TriggerEvent['operation'] };
    }),
    body: context.triggerBlock().triggerBlockMember_list().map(readScriptMember),
    at: at(context),
  };
}

export function readAnonymous(context: AnonymousUnitContext): AnonymousBlock {
  return { kind: 'anonymous', body: context.anonymousBlock().anonymousBlockMember_list().map(readScriptMember), at: at(context) };
}

/** A trigger and an anonymous block hold statements, and declarations beside them. */
function readScriptMember(context: TriggerBlockMemberContext | AnonymousBlockMemberContext): Statement | Member {
  const statement = optional(context.statement());
  if (statement !== undefined) return readStatement(statement);
  const member = 'triggerMemberDeclaration' in context ? context.triggerMemberDeclaration() : context.anonymousMemberDeclaration();
  const field = optional(member.fieldDeclaration());
  if (field === undefined) return readMember(member, readModifiers(context.modifier_list()));
  // What looks like a field is a variable here.
  return {
    kind: 'local',
    type: readType(field.typeRef()),
    final: context.modifier_list().some((modifier) => modifier.getText().toLowerCase() === 'final'),
    declarators: field.variableDeclarators().variableDeclarator_list().map(readDeclarator),
    at: at(field),
  };
}
