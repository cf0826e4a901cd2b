import { dateText, dateTimeText, momentText, moneyText, quantityText, relativeText } from 'c/obFormat';

describe('in the locale of the user', () => {
  it.each([
    [1234.5, '1,234.5'],
    [0, '0'],
    [0.33333, '0.3333'],
    [null, ''],
    [undefined, ''],
  ])('the quantity %p reads "%s"', (value, text) => expect(quantityText(value)).toBe(text));

  it.each([
    [12.5, 'EUR', '€12.50'],
    [12, 'JPY', '¥12'],
    [12.5, null, '12.5'],
    [12.5, 'euro', '12.5'],
    [null, 'EUR', ''],
  ])('%p of %s reads "%s"', (value, currency, text) => expect(moneyText(value, currency)).toBe(text));

  it('an instant has the time of the user’s zone, a date is the same day everywhere', () => {
    expect(dateTimeText('2026-11-21T01:30:00.000Z')).toMatch(/^Nov 20, 2026, 5:30\sPM$/);
    expect(momentText(Date.parse('2026-11-21T01:30:00.000Z'), Date.parse('2026-11-20T09:00:00.000Z'))).toMatch(/^5:30\sPM$/);
    expect(dateText('2026-11-21')).toBe('Nov 21, 2026');
  });

  it.each([null, undefined, 'soon'])('%p is no time', (when) => {
    expect([dateTimeText(when), momentText(when, 0), dateText(when)]).toEqual(['', '', '']);
  });

  it.each([
    [-12_000, '12 sec. ago'],
    [-90_000, '1 min. ago'],
    [7_200_000, 'in 2 hr.'],
    [-3 * 86_400_000, '3 days ago'],
    [200, 'in 0 sec.'],
  ])('%d ms reads "%s"', (ms, text) => expect(relativeText(ms)).toBe(text));
});
