/** What belongs to one org has no place in a package: user names, record ids, addresses of servers, secrets. */
import type { Finding } from '../finding.ts';
import type { PackageModel } from '../source/package-model.ts';

const NAMESPACES = /http:\/\/(soap\.sforce\.com\/2006\/04\/metadata|www\.w3\.org\/2001\/XMLSchema(-instance)?)/g;
const FORBIDDEN: readonly (readonly [what: string, pattern: RegExp])[] = [
  // The Named Credential needs an address to be deployed with; the administrator sets the real one.
  ['an address of a server', /https?:\/\/(?!broker\.example\.com\b)\S+/],
  ['a user name or e-mail address', /[\w.+-]+@(?!example\.com\b)[\w-]+\.[a-z]{2,}/i],
  // Nobody's id, of zeros alone, belongs to every org.
  ['a record id', /['">](?!0{15})(?=[a-zA-Z0-9]*\d)(00|0[A-Z]|a0)[a-zA-Z0-9]{13}(?:[A-Z0-9]{3})?['"<]/],
  ['a private key or certificate', /-----BEGIN/],
];

/** Every line with one of these. */
export function checkLiterals({ texts }: PackageModel): readonly Finding[] {
  return [...texts].flatMap(([path, text]) =>
    text.split('\n').flatMap((content, index) => {
      const line = content.replaceAll(NAMESPACES, '');
      return FORBIDDEN.filter(([, pattern]) => pattern.test(line)).map(([what]) => ({ path, line: index + 1, message: `holds ${what}` }));
    }),
  );
}
