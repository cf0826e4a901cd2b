/** Callouts, URLs, messages, ids, blobs, encoding and cryptography. Source: Apex Reference Guide, the pages of the classes; the standards named. */
import { describe, expect, test } from '@jest/globals';
import type { CalloutRequest } from '../context-ports.ts';
import type { Value } from '../values.ts';
import { makeApexBench } from './apex-bench.ts';

const { evaluate, run, thrown } = makeApexBench();

const MOCK = `
public class Teapot implements HttpCalloutMock {
  public HttpResponse respond(HttpRequest request) {
    HttpResponse response = new HttpResponse();
    response.setStatusCode(418);
    response.setStatus('Teapot');
    response.setBody(request.getMethod() + ' ' + request.getBody());
    response.setHeader('X-Seen', request.getHeader('authorization'));
    return response;
  }
}`;

const SEND = `
  HttpRequest request = new HttpRequest();
  request.setEndpoint('callout:Broker/v1/orders');
  request.setMethod('POST');
  request.setHeader('Authorization', 'secret');
  request.setBody('{}');
  HttpResponse response = new Http().send(request);
  System.debug(response.getStatusCode() + ' ' + response.getStatus() + ' ' + response.getBody() + ' ' + response.getHeader('x-seen'));`;

describe('Http', () => {
  const testPort = {
    start: () => undefined,
    stop: () => undefined,
    deliverEvents: () => undefined,
    failEvents: () => undefined,
    setCreatedDate: () => undefined,
  };

  test('in a test the mock answers', () => {
    const bench = makeApexBench({ classes: [MOCK], host: { test: { ...testPort, mocks: new Map<string, Value>() } } });
    expect(bench.run(`Test.setMock(HttpCalloutMock.class, new Teapot()); ${SEND}`)).toEqual(['418 Teapot POST {} secret']);
  });

  test('in a test without a mock nothing is sent', () => {
    const bench = makeApexBench({ host: { test: { ...testPort, mocks: new Map<string, Value>() } } });
    expect(bench.thrown(SEND)).toBe('TypeException: Methods defined as TestMethod do not support Web service callouts');
  });

  test('outside of tests the org sends it, with its Named Credential', () => {
    const seen: CalloutRequest[] = [];
    const bench = makeApexBench({
      test: false,
      host: {
        test: { ...testPort, mocks: new Map<string, Value>() },
        callout: (request) => {
          seen.push(request);
          return { status: 201, reason: 'Created', headers: new Map([['X-Seen', 'yes']]), body: new TextEncoder().encode('done') };
        },
      },
    });
    expect(bench.run(SEND)).toEqual(['201 Created done yes']);
    expect(seen[0]).toMatchObject({ method: 'POST', endpoint: 'callout:Broker/v1/orders', timeoutMs: 10_000 });
    expect(seen[0]?.headers).toEqual(new Map([['Authorization', 'secret']]));
  });
});

describe('Url', () => {
  const url = `new Url('https://ada:pw@shop.example:8443/a/b.html?x=1&y=2#top')`;
  test.each([
    ['getProtocol()', 'https'],
    ['getHost()', 'shop.example'],
    ['getPort()', '8443'],
    ['getDefaultPort()', '443'],
    ['getPath()', '/a/b.html'],
    ['getQuery()', 'x=1&y=2'],
    ['getFile()', '/a/b.html?x=1&y=2'],
    ['getRef()', 'top'],
    ['getUserInfo()', 'ada:pw'],
    ['getAuthority()', 'ada:pw@shop.example:8443'],
    ['toExternalForm()', 'https://ada:pw@shop.example:8443/a/b.html?x=1&y=2#top'],
  ])('%s is %s', (question, expected) => {
    expect(evaluate(`${url}.${question}`)).toBe(expected);
  });

  test('a text without a protocol is refused', () => {
    expect(thrown(`new Url('shop.example');`)).toBe('StringException: no protocol: shop.example');
  });
});

test('a page reference is an address with parameters', () => {
  const code = `PageReference page = new PageReference('/apex/Order?id=1'); page.getParameters().put('a b', 'c&d'); System.debug(page.getUrl());`;
  expect(run(code)).toEqual(['/apex/Order?id=1&a%20b=c%26d']);
});

describe('messages', () => {
  const sent: unknown[] = [];
  const bench = makeApexBench({ host: { send: (kind, message) => void sent.push({ kind, ...message }) } });

  test('a notification and an e-mail leave through the org', () => {
    bench.run(`
      Messaging.CustomNotification n = new Messaging.CustomNotification();
      n.setTitle('Order stuck');
      n.setBody('See the exception');
      n.setNotificationTypeId('0ML000000000001AAA');
      n.send(new Set<String>{ UserInfo.getUserId() });
      Messaging.SingleEmailMessage mail = new Messaging.SingleEmailMessage();
      mail.setToAddresses(new List<String>{ 'ada@shop.example' });
      mail.subject = 'Shipped';
      Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{ mail });`);
    expect(sent).toMatchObject([
      { kind: 'notification', title: 'Order stuck', users: ['005000000000001AAA'] },
      { kind: 'email', toAddresses: ['ada@shop.example'], subject: 'Shipped' },
    ]);
  });

  test('a message to nobody is refused', () => {
    expect(bench.thrown(`Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{ new Messaging.SingleEmailMessage() });`)).toMatch(
      /^EmailException/,
    );
  });
});

describe('Id and UUID', () => {
  test.each([
    [`Id.valueOf('001000000000001')`, '001000000000001AAA'],
    [`Id.valueOf('001xA000003DIlo').to15()`, '001xA000003DIlo'],
    [`Id.valueOf('001xA000003DIlo', true)`, '001xA000003DIloQAG'],
    [`UUID.randomUUID()`, '2f1c0d3e-5b6a-4c7d-8e9f-0a1b2c3d4e5f'],
    [`UUID.fromString('2F1C0D3E-5B6A-4C7D-8E9F-0A1B2C3D4E5F') == UUID.randomUUID()`, 'true'],
  ])('%s is %s', (expression, expected) => {
    expect(evaluate(expression)).toBe(expected);
  });

  test('restoring the case of an id gives back the one it was made from', () => {
    expect(evaluate(`Id.valueOf(String.valueOf(Id.valueOf('001xA000003DIlo')).toUpperCase(), true).to15()`)).toBe('001xA000003DIlo');
  });

  test.each([`Id.valueOf('short');`, `Id.valueOf('001000000000-01AAA');`])('%s is refused', (code) => {
    expect(thrown(code)).toMatch(/^StringException: Invalid id: /);
  });
});

describe('EncodingUtil and Blob', () => {
  test.each([
    [`EncodingUtil.base64Encode(Blob.valueOf('Größe'))`, 'R3LDtsOfZQ=='],
    [`EncodingUtil.base64Decode('R3LDtsOfZQ==').toString()`, 'Größe'],
    [`EncodingUtil.convertToHex(Blob.valueOf('abc'))`, '616263'],
    [`EncodingUtil.convertFromHex('4A4b').toString()`, 'JK'],
    [`EncodingUtil.urlEncode('a b&ü~(*)', 'UTF-8')`, 'a+b%26%C3%BC%7E%28*%29'],
    [`EncodingUtil.urlDecode('a+b%26%C3%BC', 'UTF-8')`, 'a b&ü'],
    [`Blob.valueOf('Größe').size()`, '7'],
  ])('%s is %s', (expression, expected) => {
    expect(evaluate(expression)).toBe(expected);
  });

  test('bytes that are no text are refused', () => {
    expect(thrown(`EncodingUtil.convertFromHex('ff').toString();`)).toBe('StringException: BLOB is not a valid UTF-8 string');
    expect(thrown(`EncodingUtil.convertFromHex('4');`)).toMatch(/^StringException/);
  });
});

describe('Crypto', () => {
  const hex = (code: string): string => evaluate(`EncodingUtil.convertToHex(${code})`);

  test('digests: the example "abc" of FIPS 180-4', () => {
    expect(hex(`Crypto.generateDigest('SHA-256', Blob.valueOf('abc'))`)).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    expect(hex(`Crypto.generateDigest('SHA1', Blob.valueOf('abc'))`)).toBe('a9993e364706816aba3e25717850c26c9cd0d89d');
  });

  test('message authentication: test case 2 of RFC 4231', () => {
    const mac = `Crypto.generateMac('HmacSHA256', Blob.valueOf('what do ya want for nothing?'), Blob.valueOf('Jefe'))`;
    expect(hex(mac)).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
    expect(evaluate(`Crypto.verifyHMac('HmacSHA256', Blob.valueOf('what do ya want for nothing?'), Blob.valueOf('Jefe'), ${mac})`)).toBe(
      'true',
    );
  });

  test('encryption: the example F.2.1 of NIST SP 800-38A, its first block', () => {
    const from = (text: string): string => `EncodingUtil.convertFromHex('${text}')`;
    const [key, vector] = [from('2b7e151628aed2a6abf7158809cf4f3c'), from('000102030405060708090a0b0c0d0e0f')];
    const text = from('6bc1bee22e409f96e93d7e117393172a');
    expect(hex(`Crypto.encrypt('AES128', ${key}, ${vector}, ${text})`).slice(0, 32)).toBe('7649abac8119b246cee98e9b12e9197d');
    expect(hex(`Crypto.decrypt('AES128', ${key}, ${vector}, Crypto.encrypt('AES128', ${key}, ${vector}, ${text}))`)).toBe(
      '6bc1bee22e409f96e93d7e117393172a',
    );
  });

  test('what was encrypted with a managed vector comes back; with another key it does not', () => {
    const code = (key: string): string => `
      Blob key = Crypto.generateAesKey(256);
      Blob secret = Crypto.encryptWithManagedIV('AES256', key, Blob.valueOf('the quick brown fox'));
      System.debug(Crypto.decryptWithManagedIV('AES256', ${key}, secret).toString());`;
    expect(run(code('key'))).toEqual(['the quick brown fox']);
    expect(thrown(code(`Blob.valueOf('0123456789abcdef0123456789abcdef')`))).toMatch(/^SecurityException|^StringException/);
  });

  test.each([
    [`Crypto.generateDigest('MD6', Blob.valueOf('a'));`, /^NoSuchElementException/],
    [`Crypto.encryptWithManagedIV('AES256', Blob.valueOf('short'), Blob.valueOf('a'));`, /^InvalidParameterValueException/],
    [`Crypto.sign('RSA-SHA256', Blob.valueOf('a'), Blob.valueOf('no key'));`, /^SecurityException: Invalid key/],
  ])('%s is refused', (code, message) => {
    expect(thrown(code)).toMatch(message);
  });
});
