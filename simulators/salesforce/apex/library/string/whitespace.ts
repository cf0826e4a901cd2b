/** What java.lang.Character.isWhitespace says yes to, as it stands in a character class of JavaScript: no space that keeps words together. */
export const WHITESPACE = '\\t-\\r\\x1c-\\x20\\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000';
