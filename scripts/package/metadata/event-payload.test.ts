import { describe, expect, it } from '@jest/globals';
import { cleanPackage, withChange, withFile, type Seed } from '../seeded.ts';
import type { PackageModel } from '../source/package-model.ts';
import { checkEventPayload } from './event-payload.ts';

const integration = 'force-app/main/integration';
const messages = (model: PackageModel): string[] => checkEventPayload(model).map(({ message }) => message);

describe('the payload of events', () => {
  it('have nothing to find in the package', () => {
    expect(messages(cleanPackage())).toEqual([]);
  });

  it.each<[string, Seed, string]>([
    [
      'an event whose key is not required',
      {
        path: `${integration}/objects/OB_Command_Requested__e/fields/Order_Key__c.field-meta.xml`,
        from: '<required>true',
        to: '<required>false',
      },
      'needs the required field Order_Key__c',
    ],
  ])('%s: found', (_what, seed, expected) => {
    expect(messages(withChange(seed))).toContainEqual(expect.stringContaining(expected));
  });

  it('holds no personal data', () => {
    const email = cleanPackage().texts.get('force-app/main/core/objects/OB_Order__c/fields/Customer_Email__c.field-meta.xml') ?? '';
    const found = messages(withFile(`${integration}/objects/OB_Command_Requested__e/fields/Customer_Email__c.field-meta.xml`, email));
    expect(found).toContain('is not among the fields OB_Command_Requested__e may carry');
    expect(found).toContain('has the name of a field that holds personal data');
  });
});
