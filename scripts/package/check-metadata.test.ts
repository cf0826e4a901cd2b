import { expect, it } from '@jest/globals';
import { checkMetadata, metadataTypes } from './check-metadata.ts';
import { formatFinding } from './finding.ts';
import { cleanPackage, withChange } from './seeded.ts';

const types = metadataTypes();

it('finds nothing in the package', () => {
  expect(checkMetadata(cleanPackage(), types).map(formatFinding)).toEqual([]);
});

it('finds what each of its checks finds, and says where', () => {
  const path = 'force-app/main/core/classes/OB_DraftLock.cls';
  const model = withChange({ path, from: 'Label.OB_Line_Locked', to: 'Label.OB_Lock' });
  expect(checkMetadata(model, types).map(formatFinding)).toContainEqual(
    expect.stringMatching(/OB_DraftLock\.cls:\d+: the label OB_Lock is used/),
  );
});
