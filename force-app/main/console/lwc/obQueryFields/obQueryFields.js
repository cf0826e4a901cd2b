/**
 * Fields in a query of a page. All are optional, so that a user without access to one of them still sees the rest.
 * Document: "Optional Fields" of the GraphQL API guide.
 */

/** Fields as their values. @param {string[]} names */
export const value = (names) => names.map((name) => `${name} @optional { value }`).join('\n');

/** Fields with what the org calls their values, too. @param {string[]} names */
export const word = (names) => names.map((name) => `${name} @optional { value displayValue }`).join('\n');
