/** What differs from user to user: id, permissions, language, labels. The one module that is not in the bundle. */
export const SESSION_MODULE = '/console/session.js';
