/** Static resources of the source: Apex Reference "StaticResourceCalloutMock", "MultiStaticResourceCalloutMock", "Test.loadData"; over HTTP. */
import { expect, test } from '@jest/globals';
import { makeConformanceOrg } from './conformance-org.ts';
import { answerResource, isResourceCall } from '../../static-resources.ts';

const org = makeConformanceOrg('fixtures-resources');

test('Apex finds them, answers callouts with them and loads records from them', () => {
  expect(org.runTests().filter(({ passed }) => !passed)).toEqual([]);
});

test('the org serves them under their name, with or without the time of their last change', () => {
  expect(['/resource/Parcel', '/resource/1700000000000/Parcel?x=1', '/services/data'].map(isResourceCall)).toEqual([true, true, false]);
  const { contentType, body } = answerResource(org.core.database, '/resource/1700000000000/parcel');
  expect([contentType, String(body)]).toEqual(['application/json', '{"state":"delivered"}']);
  expect(() => answerResource(org.core.database, '/resource/Missing')).toThrow();
});
