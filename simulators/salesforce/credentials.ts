/** Keys, certificates and secrets of a local org, made once and kept in a folder, so that clients configured yesterday still work today. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeLocalIdentity, type TlsIdentity } from './event-bus/pubsub/certificate.ts';

export type OrgCredentials = {
  readonly tls: TlsIdentity;
  /** Key pair of the app: the private key signs JWT assertions. */
  readonly app: TlsIdentity;
  readonly clientSecret: string;
  readonly files: { readonly tlsCertificate: string; readonly appPrivateKey: string };
};

/** Reads the folder, and fills what is missing. Private keys are readable by their owner alone. */
export async function loadCredentials(folder: string): Promise<OrgCredentials> {
  mkdirSync(folder, { recursive: true });
  const tls = await loadPair(folder, 'tls', makeLocalIdentity);
  const app = await loadPair(folder, 'app', makeAppIdentity);
  const clientSecret = loadText(join(folder, 'client-secret'), () => randomBytes(24).toString('hex'));
  return { tls, app, clientSecret, files: { tlsCertificate: join(folder, 'tls.crt'), appPrivateKey: join(folder, 'app.key') } };
}

async function loadPair(folder: string, name: string, make: () => Promise<TlsIdentity>): Promise<TlsIdentity> {
  const [key, cert] = [join(folder, `${name}.key`), join(folder, `${name}.crt`)];
  if (!existsSync(key) || !existsSync(cert)) {
    const made = await make();
    writeFileSync(key, made.key, { mode: 0o600 });
    writeFileSync(cert, made.cert);
  }
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
}

/** JWT bearer assertions are signed with RS256. */
async function makeAppIdentity(): Promise<TlsIdentity> {
  const { generate } = await import('selfsigned');
  const pair = await generate([{ name: 'commonName', value: 'order-broker' }], { keyType: 'rsa', keySize: 2048, algorithm: 'sha256' });
  return { key: pair.private, cert: pair.cert };
}

function loadText(path: string, make: () => string): string {
  if (!existsSync(path)) writeFileSync(path, make(), { mode: 0o600 });
  return readFileSync(path, 'utf8').trim();
}
