import { value, word } from 'c/obQueryFields';

describe('fields of a query', () => {
  it('are asked for by value, for those who may see them', () => {
    expect(value(['A__c', 'B__c'])).toBe('A__c @optional { value }\nB__c @optional { value }');
  });

  it('come with the word the org has for the value', () => {
    expect(word(['Status__c'])).toBe('Status__c @optional { value displayValue }');
  });
});
