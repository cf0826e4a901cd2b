/** E-mails that come in: tests make them and hand them to their handler. Source: Apex Reference Guide, "InboundEmail Class" and the classes beside it. */
import type { ApexContext } from '../context.ts';
import { listOfClass, textList } from './list-value.ts';
import type { ApexType } from '../types/type.ts';
import { PlatformObject, type Value } from '../values.ts';
import { bagProperties, type Bag } from './bag.ts';
import { platformClass, platformInterface, type PlatformClass } from './native.ts';

type Start = (name: string, type: string) => Value;

/** Lists of an e-mail are there from the start. */
const emptyLists: Start = (_, type) => {
  const element = /^List<(.*)>$/.exec(type)?.[1];
  if (element === undefined) return null;
  return element === 'String' ? textList([]) : listOfClass(element, []);
};

function bagClass(name: string, properties: Readonly<Record<string, string>>, start: Start = () => null): PlatformClass {
  const simple = name.slice(name.lastIndexOf('.') + 1);
  const make = (_: ApexContext, type: ApexType): Bag =>
    new PlatformObject(type, new Map(Object.entries(properties).map(([key, written]) => [key, start(key, written)])));
  return platformClass(name, { [`${simple}()`]: make, ...bagProperties(properties) });
}

const ATTACHMENT = { fileName: 'String', mimeTypeSubType: 'String', headers: 'List<Messaging.InboundEmail.Header>' };

export const inboundEmail: readonly PlatformClass[] = [
  bagClass('Messaging.InboundEmail.Header', { name: 'String', value: 'String' }),
  bagClass('Messaging.InboundEmail.BinaryAttachment', { ...ATTACHMENT, body: 'Blob' }),
  bagClass('Messaging.InboundEmail.TextAttachment', { ...ATTACHMENT, body: 'String', bodyIsTruncated: 'Boolean', charset: 'String' }),
  bagClass(
    'Messaging.InboundEmail',
    {
      binaryAttachments: 'List<Messaging.InboundEmail.BinaryAttachment>',
      ccAddresses: 'List<String>',
      fromAddress: 'String',
      fromName: 'String',
      headers: 'List<Messaging.InboundEmail.Header>',
      htmlBody: 'String',
      htmlBodyIsTruncated: 'Boolean',
      inReplyTo: 'String',
      messageId: 'String',
      plainTextBody: 'String',
      plainTextBodyIsTruncated: 'Boolean',
      references: 'List<String>',
      replyTo: 'String',
      subject: 'String',
      textAttachments: 'List<Messaging.InboundEmail.TextAttachment>',
      toAddresses: 'List<String>',
    },
    emptyLists,
  ),
  bagClass('Messaging.InboundEnvelope', { fromAddress: 'String', toAddress: 'String' }),
  bagClass('Messaging.InboundEmailResult', { message: 'String', success: 'Boolean' }),
  platformInterface('Messaging.InboundEmailHandler', [
    'Messaging.InboundEmailResult handleInboundEmail(Messaging.InboundEmail email, Messaging.InboundEnvelope envelope)',
  ]),
];
