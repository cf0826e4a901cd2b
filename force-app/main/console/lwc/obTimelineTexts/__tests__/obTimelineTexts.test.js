import { textsOf } from 'c/obTimelineTexts';

const entry = (code, params = {}, category = 'ERP', summary = 'As the broker says') => ({
  code,
  params,
  category: { code: category },
  summary,
});

describe('the text of an entry', () => {
  it('is that of its code, with its parameters', () => {
    expect(textsOf(entry('QUANTITY_SHIPPED', { from: 1.5, to: 2000 }))).toEqual({ title: 'Shipped: 2,000 (was 1.5)', detail: '' });
  });

  it.each([
    ['CANCEL_REQUESTED', 'Cancellation asked for', ''],
    ['RELEASE_HOLD_COMPLETED', 'Lifting of the hold done', ''],
    ['CHANGE_ADDRESS_REJECTED', 'Change of the address refused', 'As the broker says'],
    ['CANCEL_RETURN_EXPIRED', 'Cancellation of the return not answered in time', ''],
    ['RETURN_REQUESTED', 'Return asked for', ''],
  ])('of a request names what became of it: %s', (code, title, detail) => {
    expect(textsOf(entry(code, {}, 'Command'))).toEqual({ title, detail });
  });

  it('of a return is not that of the request for it', () => {
    expect(textsOf(entry('RETURN_REQUESTED', { return: 'R1' }, 'Return')).title).toBe('Return R1 requested');
  });

  it('of a refusal has the reason as it was given, a note what was written', () => {
    expect(textsOf(entry('ORDER_REJECTED', {}, 'Order', 'Order refused: no credit'))).toEqual({
      title: 'Order refused',
      detail: 'Order refused: no credit',
    });
    expect(textsOf({ ...entry('NOTE_ADDED', {}, 'Note', ''), note: 'Call back on Monday' })).toEqual({
      title: 'Note',
      detail: 'Call back on Monday',
    });
    expect(textsOf({ ...entry('ORDER_ESCALATED', { case: '42' }, 'Note', 'An Kundenvorgang 42'), note: 'Angry' })).toEqual({
      title: 'Escalated to case 42',
      detail: 'Angry',
    });
  });

  it('of a parcel or a credit that went wrong says it once, in the user’s language', () => {
    expect(textsOf(entry('CREDIT_REFUND_FAILED', { number: 'CM-1' }, 'Billing'))).toEqual({
      title: 'Credit memo CM-1: refund failed',
      detail: '',
    });
    expect(textsOf(entry('SHIPMENT_ATTEMPT_FAILED', { shipment: 'S1' }, 'Shipment')).detail).toBe('');
  });

  it('of an exception is that of its code, or what an outside system said; its end says which it was', () => {
    expect(textsOf(entry('SHORTED', {}, 'Exception'))).toEqual({ title: 'The warehouse ships less than it was asked to.', detail: '' });
    expect(textsOf(entry('BLOCKED_CUSTOMER', {}, 'Exception'))).toEqual({ title: 'As the broker says', detail: '' });
    expect(textsOf(entry('EXCEPTION_RESOLVED', { code: 'SHORTED' }, 'Exception', 'Resolved: Shorted'))).toEqual({
      title: 'Exception resolved',
      detail: 'The warehouse ships less than it was asked to.',
    });
    expect(textsOf(entry('EXCEPTION_RESOLVED', {}, 'Exception', 'Resolved: Shorted')).detail).toBe('Resolved: Shorted');
  });

  it.each([
    ['a code nobody knows', entry('TELEPORTED')],
    ['a parameter that is missing', entry('ORDER_ACCEPTED')],
    ['a request nobody knows', entry('DANCE_REQUESTED', {}, 'Command')],
    ['a code without an outcome', entry('cancel', {}, 'Command')],
  ])('is the broker’s for %s', (_, unknown) => {
    expect(textsOf(unknown)).toEqual({ title: 'As the broker says', detail: '' });
  });

  it('is the code if nothing was said', () => {
    expect(textsOf({ code: 'X', summary: '', params: {}, category: null }).title).toBe('X');
  });
});
