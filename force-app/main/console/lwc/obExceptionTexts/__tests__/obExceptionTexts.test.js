import { exceptionTextsOf } from 'c/obExceptionTexts';

const SHORT = {
  code: 'SHORTED',
  message: 'The warehouse ships less than it was asked to: lines 10 and 20',
  category: { code: 'Short', label: 'Short' },
};

describe('the text of an exception', () => {
  it('is a label by its code, and for those who look into it also what was said', () => {
    expect(exceptionTextsOf(SHORT)).toEqual({ title: 'The warehouse ships less than it was asked to.', said: '' });
    expect(exceptionTextsOf(SHORT, { isTechnical: true }).said).toBe(SHORT.message);
  });

  it('says to everybody what there is to correct', () => {
    const invalid = {
      code: 'ORDER_INVALID',
      message: 'The order cannot be submitted as it is: line 10 has no price',
      category: { code: 'Unreadable' },
    };
    expect(exceptionTextsOf(invalid)).toEqual({ title: 'The order cannot be submitted as it is.', said: invalid.message });
    expect(exceptionTextsOf({ ...invalid, message: null }).said).toBe('');
  });

  it.each([
    ['ECONNREFUSED', 'The outside system could not be reached.'],
    ['HTTP_503', 'No clear answer came from the outside system.'],
    ['TIMEOUT', 'No clear answer came from the outside system.'],
    ['CERT_HAS_EXPIRED', 'The certificate of the outside system is not trusted.'],
    ['HTTP_401', 'The outside system does not let the broker in.'],
    ['HTTP_429', 'The outside system asks to wait.'],
  ])('is one for all codes of a kind: %s', (code, title) => {
    expect(exceptionTextsOf({ code, message: 'x' }).title).toBe(title);
  });

  it('is what an outside system said where the code is its own, then what there is', () => {
    const refusal = {
      code: 'BLOCKED_CUSTOMER',
      message: 'The ERP has blocked this customer',
      category: { code: 'Rejected', label: 'Rejected' },
    };
    expect(exceptionTextsOf(refusal)).toEqual({ title: refusal.message, said: '' });
    expect(exceptionTextsOf({ ...refusal, message: null }).title).toBe('Rejected');
    expect(exceptionTextsOf({ code: 'BLOCKED_CUSTOMER' }).title).toBe('BLOCKED_CUSTOMER');
    expect(exceptionTextsOf({}).title).toBe('');
  });
});
