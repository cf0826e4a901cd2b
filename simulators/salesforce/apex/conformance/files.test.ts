/** Files and their versions. Source: Object Reference, "ContentVersion", "ContentDocument", "ContentDocumentLink". */
import { beforeAll, expect, test } from '@jest/globals';
import { makeConformanceOrg, type ConformanceOrg } from './conformance-org.ts';

let org: ConformanceOrg;
beforeAll(() => {
  org = makeConformanceOrg('fixtures-formulas');
});

const VERSION = `ContentVersion v = new ContentVersion(Title = 'Plan', PathOnClient = 'plans/plan.txt', VersionData = Blob.valueOf('abc'));`;
const READ =
  'v = [SELECT ContentDocumentId, VersionNumber, FileExtension, IsLatest FROM ContentVersion WHERE Id = :v.Id WITH SYSTEM_MODE];';

test('the first version makes the file, which belongs to who made it', () => {
  const made = `${VERSION} insert v; ${READ}`;
  expect(org.valueOf(`v.VersionNumber + v.FileExtension + v.IsLatest`, made)).toBe('1txttrue');
  const file = `${made} ContentDocument d = [SELECT Title, FileType, ContentSize, LatestPublishedVersionId FROM ContentDocument WHERE Id = :v.ContentDocumentId];`;
  expect(org.valueOf(`d.Title + d.FileType + d.ContentSize + (d.LatestPublishedVersionId == v.Id)`, file)).toBe('PlanTEXT3true');
  const link = '[SELECT LinkedEntityId FROM ContentDocumentLink WHERE ContentDocumentId = :v.ContentDocumentId].LinkedEntityId';
  expect(org.valueOf(`${link} == UserInfo.getUserId()`, made)).toBe('true');
});

test('a later version becomes the latest of its file', () => {
  const both = `${VERSION} insert v; ${READ} ContentVersion w = v.clone(); w.Title = 'Plan 2'; w.PathOnClient = 'b.txt'; w.VersionData = Blob.valueOf('d'); insert w;`;
  expect(org.valueOf('[SELECT VersionNumber FROM ContentVersion WHERE Id = :w.Id].VersionNumber', both)).toBe('2');
  expect(org.valueOf('[SELECT IsLatest FROM ContentVersion WHERE Id = :v.Id].IsLatest', both)).toBe('false');
});

test('a file may belong to a record of a custom object', () => {
  const owned = `Shelf__c s = new Shelf__c(Name = 's'); insert s; ${VERSION} v.FirstPublishLocationId = s.Id; insert v;`;
  expect(org.valueOf('[SELECT COUNT() FROM ContentDocumentLink WHERE LinkedEntityId = :s.Id]', owned)).toBe('1');
});

test('a version without content is refused', () => {
  expect(org.valueOf('v', `${VERSION} v.VersionData = null; insert v;`)).toBe(
    'DmlException: Insert failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING, Required fields are missing: [VersionData]: [VersionData]',
  );
});
