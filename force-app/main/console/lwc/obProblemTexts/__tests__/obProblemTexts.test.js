import { problemOf } from 'c/obErrors';
import { problemTexts } from 'c/obProblemTexts';

describe('the words of a problem', () => {
  it.each([
    ['a lost way', { body: { message: 'Disconnected or Canceled' } }, ['Salesforce cannot be reached right now.']],
    [
      'a lost session',
      { status: 401, body: { message: 'Session expired or invalid' } },
      [expect.stringMatching(/^Your session has ended/)],
    ],
    ['a refusal', { status: 400, body: { message: 'The order has shipped.' } }, ['The order has shipped.']],
    ['nothing that was said', { status: 500 }, ['Something went wrong.']],
    ['no problem', undefined, []],
  ])('of %s', (_, thrown, texts) => {
    expect(problemTexts(problemOf(thrown))).toEqual(texts);
  });
});
