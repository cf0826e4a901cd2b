/** Before each test file of a component: labels in English, and `toBeAccessible`. A label that is not defined reads as its name. */
const { registerSa11yMatcher } = require('@sa11y/jest');
const labels = require('./labels.js');

registerSa11yMatcher();

for (const [name, value] of Object.entries(labels)) {
  jest.doMock(`@salesforce/label/c.${name}`, () => ({ __esModule: true, default: value }), { virtual: true });
}
