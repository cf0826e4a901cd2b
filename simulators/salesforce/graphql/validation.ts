/** Validation in the platform's words where they are known, and its limit of ten subqueries in a request. */
import {
  FieldsOnCorrectTypeRule,
  GraphQLError,
  getNamedType,
  specifiedRules,
  validate,
  type ASTVisitor,
  type DocumentNode,
  type GraphQLSchema,
  type ValidationContext,
} from 'graphql';

const MAX_SUBQUERIES = 10;

export function validationErrors(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[] {
  const rules = specifiedRules.filter((rule) => rule !== FieldsOnCorrectTypeRule);
  return validate(schema, document, [...rules, knownFields, fewSubqueries]);
}

function knownFields(context: ValidationContext): ASTVisitor {
  const path: string[] = [];
  return {
    Field: {
      enter: (node) => {
        path.push(node.name.value);
        const type = context.getParentType();
        if (!type || context.getFieldDef()) return;
        const what = `Field '${node.name.value}' in type '${type.name}' is undefined @ '${path.join('/')}'`;
        context.reportError(new GraphQLError(`Validation error of type FieldUndefined: ${what}`, { nodes: node }));
      },
      leave: () => void path.pop(),
    },
  };
}

/** Every list of records is one subquery. */
function fewSubqueries(context: ValidationContext): ASTVisitor {
  let lists = 0;
  return {
    Field: (node) => {
      const type = context.getType();
      if (!type || !getNamedType(type).name.endsWith('Connection')) return;
      lists += 1;
      if (lists === MAX_SUBQUERIES + 1)
        context.reportError(new GraphQLError(`The request has more than ${MAX_SUBQUERIES} subqueries`, { nodes: node }));
    },
  };
}
