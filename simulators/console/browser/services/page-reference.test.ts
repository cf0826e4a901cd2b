import { describe, expect, test } from '@jest/globals';
import { addressOf, HOME, objectPage, pageOfAddress, recordPage, searchPage } from './page-reference.ts';

describe('addresses of pages', () => {
  test.each([
    [recordPage('OB_Order__c', 'a00000000000001AAA'), '/lightning/r/OB_Order__c/a00000000000001AAA/view'],
    [objectPage('Case'), '/lightning/o/Case/home'],
    [searchPage('100 % cotton'), '/lightning/search?term=100+%25+cotton'],
    [HOME, '/lightning/page/home'],
    [{ type: 'standard__navItemPage', attributes: { apiName: 'OB_Setup' } }, '/lightning/n/OB_Setup'],
    [{ type: 'standard__component', attributes: { componentName: 'c__obSetup' } }, '/lightning/cmp/c__obSetup'],
  ])('%j is %s, and back', (page, address) => {
    expect(addressOf(page)).toBe(address);
    expect(pageOfAddress(`http://127.0.0.1:1${address}`)).toEqual(page);
  });

  test('a record named by its id alone has an address, too', () => {
    expect(pageOfAddress('/lightning/r/a00000000000001AAA/view').attributes).toEqual({
      recordId: 'a00000000000001AAA',
      actionName: 'view',
    });
  });

  test('an address that says nothing is home', () => {
    expect(pageOfAddress('/')).toEqual(HOME);
  });

  test('a kind of page the console does not have has no address', () => {
    expect(addressOf({ type: 'standard__knowledgeArticlePage', attributes: {} })).toBeUndefined();
  });
});
