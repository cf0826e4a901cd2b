/** Where the parts of a page are served. Scripts name each other by these addresses, so that no import map, and no inline script, is needed. */

/** What differs from user to user: id, permissions, language, labels. */
export const SESSION_MODULE = '/console/session.js';

export const libraryAddress = (hash: string, name: string): string => `/assets/library/${hash}/${name}.js`;

/** Modules of the platform keep their address: the library names them, and is built once. */
export const platformAddress = (name: string): string => `/assets/platform/${name}.js`;
