/** Source: Apex Reference Guide, "Messaging Namespace": CustomNotification and SingleEmailMessage. What is sent is recorded by the org. */
import { ApexList, type ApexSet } from '../collections.ts';
import type { ApexContext } from '../context.ts';
import { classOf, type ApexType } from '../types/type.ts';
import { PlatformObject, type Value } from '../values.ts';
import { listOfClass, listOfType } from './list-value.ts';
import { SINGLE_EMAILS } from './org-limits.ts';
import { platformClass, type Members, type PlatformClass } from './native.ts';

type Fields = Map<string, Value>;

type Message = PlatformObject<Fields>;

/** `setTitle(String title)`, which keeps the value under its name, and for e-mails the property and the getter of it. */
function setter(name: string, type: string): Members {
  return {
    [`void set${name}(${type}? value)`]: (_: ApexContext, { state }: Message, value: Value) => {
      state.set(name, value);
    },
  };
}

function settable(name: string, type: string): Members {
  return {
    ...setter(name, type),
    [`${type} get${name}()`]: (_: ApexContext, { state }: Message) => state.get(name) ?? null,
    [`${type} ${name.charAt(0).toLowerCase()}${name.slice(1)}`]: {
      get: (_: ApexContext, { state }: Message) => state.get(name) ?? null,
      set: (_: ApexContext, { state }: Message, value: Value) => {
        state.set(name, value);
      },
    },
  };
}

const plain = (value: Value): unknown => (value instanceof ApexList ? value.items : value);

const record = (fields: Fields): Readonly<Record<string, unknown>> =>
  Object.fromEntries([...fields].map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), plain(value)]));

const notification = platformClass('Messaging.CustomNotification', {
  'CustomNotification()': (_, type: ApexType): Message => new PlatformObject<Fields>(type, new Map()),
  ...setter('Title', 'String'),
  ...setter('Body', 'String'),
  ...setter('NotificationTypeId', 'String'),
  ...setter('SenderId', 'String'),
  ...setter('TargetId', 'String'),
  ...setter('TargetPageRef', 'String'),
  'void send(Set<String> users)': (context, { state }: Message, users: ApexSet) => {
    for (const name of ['Title', 'Body', 'NotificationTypeId']) {
      if ((state.get(name) ?? null) === null) context.fail('IllegalArgumentException', `Required field missing: ${name}`);
    }
    context.send('notification', { ...record(state), users: [...users] });
  },
});

const EMAIL_FIELDS: readonly (readonly [name: string, type: string])[] = [
  ['ToAddresses', 'List<String>'],
  ['CcAddresses', 'List<String>'],
  ['BccAddresses', 'List<String>'],
  ['Subject', 'String'],
  ['PlainTextBody', 'String'],
  ['HtmlBody', 'String'],
  ['ReplyTo', 'String'],
  ['SenderDisplayName', 'String'],
  ['OrgWideEmailAddressId', 'Id'],
  ['TargetObjectId', 'Id'],
  ['WhatId', 'Id'],
  ['TemplateId', 'Id'],
  ['SaveAsActivity', 'Boolean'],
  ['UseSignature', 'Boolean'],
  ['InReplyTo', 'String'],
  ['References', 'String'],
];

const email = platformClass(
  'Messaging.SingleEmailMessage',
  Object.assign(
    { 'SingleEmailMessage()': (_: ApexContext, type: ApexType): Message => new PlatformObject<Fields>(type, new Map()) },
    ...EMAIL_FIELDS.map(([name, type]) => settable(name, type)),
  ) as Members,
  { extends: 'Messaging.Email' },
);

function sendEmail(context: ApexContext, { items }: ApexList): ApexList {
  context.use('emailInvocations');
  const type = classOf('Messaging.SendEmailResult');
  const results = (items as Message[]).map(({ state }) => {
    const addressed = ['ToAddresses', 'CcAddresses', 'BccAddresses'].some((name) => {
      const list = state.get(name);
      return list instanceof ApexList && list.items.length > 0;
    });
    if (!addressed && (state.get('TargetObjectId') ?? null) === null) {
      context.fail(
        'EmailException',
        'SendEmail failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING, Add a recipient to send an email.',
      );
    }
    context.send('email', record(state));
    return new PlatformObject(type, { success: true });
  });
  return listOfClass('Messaging.SendEmailResult', results);
}

const RESERVED = Symbol('single e-mails');

/** What a transaction reserves is gone for it. */
function reserveSingleEmails(context: ApexContext, amount: number): void {
  const reserved = context.keep(RESERVED, () => ({ emails: 0 }));
  reserved.emails += amount;
  if (reserved.emails > SINGLE_EMAILS) context.fail('HandledException', 'The daily limit for the org would be exceeded by this request');
}

const messaging = platformClass('Messaging', {
  'static void reserveSingleEmailCapacity(Integer amountReserved)': reserveSingleEmails,
  // What is sent goes nowhere: there is always room.
  'static void reserveMassEmailCapacity(Integer amountReserved)': () => undefined,
  'static List<Messaging.SendEmailResult> sendEmail(List<Messaging.Email> emails)': sendEmail,
  'static List<Messaging.SendEmailResult> sendEmail(List<Messaging.Email> emails, Boolean allOrNothing)': sendEmail,
});

type SendResult = PlatformObject<{ readonly success: boolean }>;

const sendResult = platformClass('Messaging.SendEmailResult', {
  'Boolean success': { get: (_, { state }: SendResult) => state.success },
  'List<Messaging.SendEmailError> errors': { get: () => listOfType(classOf('Messaging.SendEmailError'), []) },
  'Boolean isSuccess()': (_, { state }: SendResult) => state.success,
  // A message that cannot be sent throws: the org knows no failure after that.
  'List<Messaging.SendEmailError> getErrors()': () => listOfType(classOf('Messaging.SendEmailError'), []),
});

/** Nothing makes such errors here; code that reads them compiles. */
const told = { get: (_: ApexContext, { state }: PlatformObject<{ readonly message: string }>) => state.message };

export const messagingClasses: readonly PlatformClass[] = [
  platformClass('Messaging.Email', {}),
  platformClass('Messaging.SendEmailError', { 'String message': told, 'String getMessage()': told.get }),
  messaging,
  email,
  sendResult,
  notification,
];
