/** All checks of the package that need nothing but its files. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Finding } from './finding.ts';
import { checkAuthority } from './metadata/authority.ts';
import { checkChannels } from './metadata/channels.ts';
import { checkContract } from './metadata/contract.ts';
import { checkCustomMetadata } from './metadata/custom-metadata.ts';
import { readDeclaredTypes, type DeclaredTypes } from './metadata/declared-types.ts';
import { checkEventPayload } from './metadata/event-payload.ts';
import { checkExceptionTexts } from './metadata/exception-texts.ts';
import { checkLabels } from './metadata/labels.ts';
import { checkLightning } from './metadata/lightning.ts';
import { checkLiterals } from './metadata/literals.ts';
import { checkPermissions } from './metadata/permissions.ts';
import { checkProject } from './metadata/project.ts';
import { checkQuickActions } from './metadata/quick-actions.ts';
import { checkRelationships } from './metadata/relationships.ts';
import { checkReports } from './metadata/reports.ts';
import { checkSchema } from './metadata/schema.ts';
import { checkTimelineTexts } from './metadata/timeline-texts.ts';
import { checkTranslations } from './metadata/translations.ts';
import { checkValueSets } from './metadata/value-sets.ts';
import { checkViews } from './metadata/views.ts';
import type { PackageModel } from './source/package-model.ts';

/** The types of the Metadata API, from the npm package that carries Salesforce's own declarations. */
export function metadataTypes(): DeclaredTypes {
  const module = fileURLToPath(import.meta.resolve('@salesforce/types/metadata'));
  return readDeclaredTypes(readFileSync(module.replace(/\.js$/, '.d.ts'), 'utf8'));
}

/** Runs them all. */
export function checkMetadata(model: PackageModel, types: DeclaredTypes): readonly Finding[] {
  const checks = [
    checkProject,
    checkPermissions,
    checkViews,
    checkLabels,
    checkTranslations,
    checkExceptionTexts,
    checkTimelineTexts,
    checkReports,
    checkLightning,
    checkQuickActions,
    checkRelationships,
    checkValueSets,
    checkChannels,
    checkCustomMetadata,
    checkEventPayload,
    checkContract,
    checkAuthority,
    checkLiterals,
  ];
  return [...checkSchema(model, types), ...checks.flatMap((check) => check(model))];
}
