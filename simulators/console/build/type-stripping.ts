/** TypeScript of the page as JavaScript: types are blanked, so lines stay where they are. */
import { stripTypeScriptTypes } from 'node:module';
import type { Plugin } from 'rollup';

export function typeStripping(): Plugin {
  return {
    name: 'type-stripping',
    transform: (code, id) => (id.endsWith('.ts') ? { code: stripTypeScriptTypes(code), map: null } : null),
  };
}
