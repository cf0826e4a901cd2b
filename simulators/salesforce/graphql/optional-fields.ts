/** `@optional` on a field: where the user's schema lacks the field, it is taken out of the document before validation. */
import { TypeInfo, visit, visitWithTypeInfo, type DocumentNode, type FieldNode, type GraphQLSchema } from 'graphql';
import { OPTIONAL } from './schema.ts';

export function withoutMissingOptionals(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const types = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(types, {
      Field: {
        enter: (node) => (isOptional(node) && !types.getFieldDef() ? null : undefined),
        // A field all of whose members were taken out goes with them.
        leave: (node) => (isOptional(node) && node.selectionSet?.selections.length === 0 ? null : undefined),
      },
    }),
  );
}

function isOptional({ directives = [] }: FieldNode): boolean {
  return directives.some((directive) => directive.name.value === OPTIONAL.name);
}
