/** Before each test file of a component: labels in English, Apex as mocks, `toBeAccessible`. A label that is not defined reads as its name. */
const { registerSa11yMatcher } = require('@sa11y/jest');
const methods = require('./apex-methods.js');
const labels = require('./labels.js');

registerSa11yMatcher();

for (const [name, value] of Object.entries(labels)) {
  jest.doMock(`@salesforce/label/c.${name}`, () => ({ __esModule: true, default: value }), { virtual: true });
}

for (const method of methods) {
  jest.doMock(`@salesforce/apex/${method}`, () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
}

// The test document has no source of random keys, and no digests.
crypto.randomUUID ??= require('crypto').randomUUID;
globalThis.TextEncoder ??= require('util').TextEncoder;
const digest = async (algorithm, bytes) => require('crypto').createHash(algorithm.replace('-', '')).update(bytes).digest();
Object.defineProperty(crypto, 'subtle', { value: { digest } });
// What one test leaves behind is not there in the next.
afterEach(() => sessionStorage.clear());
