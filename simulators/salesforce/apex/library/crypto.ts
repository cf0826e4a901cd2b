/** Source: Apex Reference Guide, "Crypto Class". */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  sign,
  timingSafeEqual,
  verify,
  type KeyObject,
} from 'node:crypto';
import type { ApexContext } from '../context.ts';
import { ApexBlob } from '../values.ts';
import { blobOf } from './blob.ts';
import { platformClass, type Members } from './native.ts';

const DIGESTS: Readonly<Record<string, string>> = {
  MD5: 'md5',
  SHA1: 'sha1',
  'SHA-1': 'sha1',
  SHA256: 'sha256',
  'SHA-256': 'sha256',
  SHA384: 'sha384',
  'SHA-384': 'sha384',
  SHA512: 'sha512',
  'SHA-512': 'sha512',
  'SHA3-256': 'sha3-256',
  'SHA3-384': 'sha3-384',
  'SHA3-512': 'sha3-512',
};

const refuse = (context: ApexContext, message: string): never => context.fail('SecurityException', message);

function digestName(context: ApexContext, name: string): string {
  const known = DIGESTS[name.toUpperCase()];
  return known ?? context.fail('NoSuchElementException', `${name} not found`);
}

function macName(context: ApexContext, name: string): string {
  return digestName(context, /^hmac(.*)$/i.exec(name)?.[1] ?? name);
}

function mac(context: ApexContext, name: string, [data, key]: readonly [ApexBlob, ApexBlob]): Uint8Array {
  return createHmac(macName(context, name), key.bytes).update(data.bytes).digest();
}

/** `RSA-SHA256`, `RSA`, `ECDSA-SHA256`: what is hashed before it is signed. */
function signatureDigest(context: ApexContext, name: string): string {
  const digest = /^(?:RSA|ECDSA)(?:-(SHA\d+))?$/i.exec(name);
  return digest === null ? refuse(context, `Invalid algorithm name ${name}`) : digestName(context, digest[1] ?? 'SHA1');
}

function keyOf(context: ApexContext, make: () => KeyObject): KeyObject {
  try {
    return make();
  } catch {
    return refuse(context, 'Invalid key');
  }
}

const privateKey = (context: ApexContext, { bytes }: ApexBlob): KeyObject =>
  keyOf(context, () => createPrivateKey({ key: Buffer.from(bytes), format: 'der', type: 'pkcs8' }));

const publicKey = (context: ApexContext, { bytes }: ApexBlob): KeyObject =>
  keyOf(context, () => createPublicKey({ key: Buffer.from(bytes), format: 'der', type: 'spki' }));

const AES: Readonly<Record<string, number>> = { AES128: 16, AES192: 24, AES256: 32 };

const IV_BYTES = 16;

function cipherOf(context: ApexContext, name: string, key: ApexBlob): string {
  const size = AES[name.toUpperCase()];
  if (size === undefined) return refuse(context, `Invalid algorithm ${name}`);
  if (key.bytes.length !== size) context.fail('InvalidParameterValueException', `Invalid private key. Must be ${size} bytes.`);
  return `aes-${size * 8}-cbc`;
}

function encrypt(context: ApexContext, name: string, [key, vector, data]: readonly [ApexBlob, Uint8Array, ApexBlob]): Buffer {
  if (vector.length !== IV_BYTES)
    context.fail('InvalidParameterValueException', `Invalid initialization vector. Must be ${IV_BYTES} bytes.`);
  const cipher = createCipheriv(cipherOf(context, name, key), key.bytes, vector);
  return Buffer.concat([cipher.update(data.bytes), cipher.final()]);
}

function decrypt(context: ApexContext, name: string, [key, vector, data]: readonly [ApexBlob, Uint8Array, Uint8Array]): ApexBlob {
  if (vector.length !== IV_BYTES)
    context.fail('InvalidParameterValueException', `Invalid initialization vector. Must be ${IV_BYTES} bytes.`);
  const decipher = createDecipheriv(cipherOf(context, name, key), key.bytes, vector);
  try {
    return blobOf(Buffer.concat([decipher.update(data), decipher.final()]));
  } catch {
    return refuse(context, 'Given final block not properly padded. Such issues can arise if a bad key is used during decryption.');
  }
}

const randomBytes = (context: ApexContext, size: number): Uint8Array =>
  Uint8Array.from({ length: size }, () => Math.floor(context.random() * 256));

function randomLong(context: ApexContext): bigint {
  return randomBytes(context, 8).reduce((value, byte) => BigInt.asIntN(64, value * 256n + BigInt(byte)), 0n);
}

const KEY_BITS: readonly number[] = [128, 192, 256];

const ciphers: Members = {
  'static Blob encrypt(String algorithmName, Blob privateKey, Blob initializationVector, Blob clearText)': (
    context,
    name: string,
    ...parts
  ) => {
    const [key, vector, data] = parts as unknown as [ApexBlob, ApexBlob, ApexBlob];
    return blobOf(encrypt(context, name, [key, vector.bytes, data]));
  },
  'static Blob decrypt(String algorithmName, Blob privateKey, Blob initializationVector, Blob cipherText)': (
    context,
    name: string,
    ...parts
  ) => {
    const [key, vector, data] = parts as unknown as [ApexBlob, ApexBlob, ApexBlob];
    return decrypt(context, name, [key, vector.bytes, data.bytes]);
  },
  // The initialization vector goes before what it made.
  'static Blob encryptWithManagedIV(String algorithmName, Blob privateKey, Blob clearText)': (
    context,
    name: string,
    key: ApexBlob,
    data: ApexBlob,
  ) => {
    const vector = randomBytes(context, IV_BYTES);
    return blobOf(Buffer.concat([vector, encrypt(context, name, [key, vector, data])]));
  },
  'static Blob decryptWithManagedIV(String algorithmName, Blob privateKey, Blob IVAndCipherText)': (
    context,
    name: string,
    key: ApexBlob,
    { bytes }: ApexBlob,
  ) => decrypt(context, name, [key, bytes.subarray(0, IV_BYTES), bytes.subarray(IV_BYTES)]),
  'static Blob generateAesKey(Integer size)': (context, bits: number) =>
    KEY_BITS.includes(bits)
      ? new ApexBlob(randomBytes(context, bits / 8))
      : context.fail('InvalidParameterValueException', `Invalid key size ${bits}`),
};

const signatures: Members = {
  'static Blob sign(String algorithmName, Blob input, Blob privateKey)': (context, name: string, input: ApexBlob, key: ApexBlob) =>
    blobOf(sign(signatureDigest(context, name), input.bytes, privateKey(context, key))),
  'static Boolean verify(String algorithmName, Blob data, Blob signature, Blob publicKey)': (context, name: string, ...parts) => {
    const [data, signature, key] = parts as unknown as [ApexBlob, ApexBlob, ApexBlob];
    return verify(signatureDigest(context, name), data.bytes, publicKey(context, key), signature.bytes);
  },
};

export const cryptoClass = platformClass('Crypto', {
  ...ciphers,
  ...signatures,
  'static Blob generateDigest(String algorithmName, Blob input)': (context, name: string, { bytes }: ApexBlob) =>
    blobOf(createHash(digestName(context, name)).update(bytes).digest()),
  'static Blob generateMac(String algorithmName, Blob input, Blob privateKey)': (context, name: string, ...parts: [ApexBlob, ApexBlob]) =>
    blobOf(mac(context, name, parts)),
  'static Boolean verifyHMac(String algorithmName, Blob data, Blob privateKey, Blob hMacToVerify)': (context, name: string, ...parts) => {
    const [data, key, given] = parts as unknown as [ApexBlob, ApexBlob, ApexBlob];
    const made = mac(context, name, [data, key]);
    return made.length === given.bytes.length && timingSafeEqual(made, given.bytes);
  },
  'static Integer getRandomInteger()': (context) => Number(BigInt.asIntN(32, randomLong(context))),
  'static Long getRandomLong()': randomLong,
});
