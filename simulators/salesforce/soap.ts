/** SOAP 1.1 envelopes, in the little that the org's SOAP doors need. Source: SOAP API guide, "Error Handling". */
import type { ApiReply } from './rest/api-call.ts';

const ENVELOPE = 'http://schemas.xmlsoap.org/soap/envelope/';

export function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** `namespaces` are attributes of the envelope, `header` is left out when empty. */
export function soapReply(body: string, { header = '', namespaces = '' } = {}): ApiReply {
  const head = header === '' ? '' : `<soapenv:Header>${header}</soapenv:Header>`;
  return {
    status: 200,
    contentType: 'text/xml;charset=UTF-8',
    body: `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="${ENVELOPE}"${namespaces}>${head}<soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`,
  };
}

export function soapFault(code: string, message: string): ApiReply {
  const text = escapeXml(`${code}: ${message}`);
  const fault = `<soapenv:Fault><faultcode>${code}</faultcode><faultstring>${text}</faultstring></soapenv:Fault>`;
  return { ...soapReply(fault), status: 500 };
}
