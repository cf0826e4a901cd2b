/** Named Credentials of the source: where callouts go and what their callers need. Source: the NamedCredential page of the Metadata API guide. */
import type { SourceFile } from './source-folder.ts';

export type NamedCredential = {
  readonly name: string;
  readonly label: string;
  readonly url: string;
  /** Whose principals a user needs access to; undefined for one of the old kind. */
  readonly externalCredential: string | undefined;
};

/** By name in lower case. */
export function readNamedCredentials(files: readonly SourceFile[]): ReadonlyMap<string, NamedCredential> {
  return new Map(files.filter(({ kind }) => kind === 'namedCredential').map((file) => [file.name.toLowerCase(), readOne(file)]));
}

function readOne({ name, root }: SourceFile): NamedCredential {
  const parameters = root.children('namedCredentialParameters');
  const ofType = (type: string) => parameters.find((parameter) => parameter.text('parameterType') === type);
  return {
    name,
    label: root.text('label') ?? name,
    url: ofType('Url')?.text('parameterValue') ?? root.text('endpoint') ?? '',
    externalCredential: ofType('Authentication')?.text('externalCredential'),
  };
}
