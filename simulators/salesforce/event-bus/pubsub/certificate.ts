/** A private key and its certificate, PEM. */
export type TlsIdentity = { readonly key: string; readonly cert: string };

/** A self-signed identity for this machine, good for one year. */
export async function makeLocalIdentity(): Promise<TlsIdentity> {
  const { generate } = await import('selfsigned');
  const localhost = [
    { type: 2 as const, value: 'localhost' },
    { type: 7 as const, ip: '127.0.0.1' },
  ];
  const pair = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: localhost }],
  });
  return { key: pair.private, cert: pair.cert };
}
