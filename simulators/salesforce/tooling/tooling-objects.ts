/** Objects that only the Tooling API has, with the fields that tools read. Source: Tooling API guide, "Tooling API Objects". */
import { picklistField, referenceField, standardField, type FieldMaker } from '../metadata/field-parts.ts';
import { declareObject } from '../metadata/standard-objects.ts';
import type { Declaration } from '../metadata/standard/declaration.ts';
import type { OrgObject } from '../metadata/model.ts';

const text = (name: string, length = 255): FieldMaker => standardField(name, 'string', { length });
const longText = (name: string): FieldMaker => standardField(name, 'textarea', { length: 1_000_000 });
const whole = (name: string): FieldMaker => standardField(name, 'int', { precision: 9, scale: 0 });
const moment = (name: string, required = false): FieldMaker => standardField(name, 'datetime', { required });
const flag = (name: string): FieldMaker => standardField(name, 'boolean', { defaultValue: false });
const strict = (name: string, values: readonly string[], required = false): FieldMaker =>
  picklistField(name, values, { restrictedPicklist: true, required });

const LEVELS = ['NONE', 'ERROR', 'WARN', 'INFO', 'DEBUG', 'FINE', 'FINER', 'FINEST'];
const CATEGORIES = ['ApexCode', 'ApexProfiling', 'Callout', 'Database', 'Nba', 'System', 'Validation', 'Visualforce', 'Wave', 'Workflow'];

const CODE = ['ApexClass', 'ApexTrigger'];

const LOGS: readonly Declaration[] = [
  {
    name: 'ApexLog',
    pluralLabel: 'Apex Debug Logs',
    keyPrefix: '07L',
    owned: false,
    fields: [
      text('Application'),
      whole('DurationMilliseconds'),
      text('Location'),
      whole('LogLength'),
      referenceField('LogUserId', ['User']),
      text('Operation'),
      text('Request'),
      moment('StartTime'),
      text('Status'),
    ],
  },
  {
    name: 'DebugLevel',
    pluralLabel: 'Debug Levels',
    keyPrefix: '7dl',
    owned: false,
    fields: [
      standardField('DeveloperName', 'string', { length: 80, required: true, unique: true }),
      standardField('MasterLabel', 'string', { length: 80, required: true }),
      text('Language', 40),
      ...CATEGORIES.map((name) => strict(name, LEVELS)),
    ],
  },
  {
    name: 'TraceFlag',
    pluralLabel: 'Trace Flags',
    keyPrefix: '7tf',
    owned: false,
    fields: [
      referenceField('TracedEntityId', ['User', ...CODE], { required: true }),
      referenceField('DebugLevelId', ['DebugLevel'], { required: true }),
      strict('LogType', ['CLASS_TRACING', 'DEVELOPER_LOG', 'PROFILING', 'USER_DEBUG'], true),
      moment('StartDate'),
      moment('ExpirationDate', true),
    ],
  },
];

const TESTS: readonly Declaration[] = [
  {
    name: 'ApexTestRunResult',
    pluralLabel: 'Apex Test Run Results',
    keyPrefix: '05m',
    owned: false,
    fields: [
      referenceField('AsyncApexJobId', ['AsyncApexJob']),
      referenceField('UserId', ['User']),
      text('JobName'),
      flag('IsAllTests'),
      text('Source'),
      moment('StartTime'),
      moment('EndTime'),
      whole('TestTime'),
      whole('TestSetupTime'),
      text('Status'),
      whole('ClassesEnqueued'),
      whole('ClassesCompleted'),
      whole('MethodsEnqueued'),
      whole('MethodsCompleted'),
      whole('MethodsFailed'),
    ],
  },
  {
    name: 'ApexTestQueueItem',
    pluralLabel: 'Apex Test Queue Items',
    keyPrefix: '709',
    owned: false,
    fields: [
      referenceField('ApexClassId', ['ApexClass']),
      text('ExtendedStatus'),
      referenceField('ParentJobId', ['AsyncApexJob']),
      flag('ShouldSkipCodeCoverage'),
      strict('Status', ['Holding', 'Queued', 'Preparing', 'Processing', 'Aborted', 'Completed', 'Failed']),
      referenceField('TestRunResultId', ['ApexTestRunResult']),
    ],
  },
  {
    name: 'ApexTestResult',
    pluralLabel: 'Apex Test Results',
    keyPrefix: '07M',
    owned: false,
    fields: [
      referenceField('ApexClassId', ['ApexClass']),
      referenceField('ApexLogId', ['ApexLog']),
      referenceField('ApexTestRunResultId', ['ApexTestRunResult']),
      referenceField('AsyncApexJobId', ['AsyncApexJob']),
      referenceField('QueueItemId', ['ApexTestQueueItem']),
      flag('IsTestSetup'),
      longText('Message'),
      text('MethodName'),
      text('Outcome'),
      whole('RunTime'),
      longText('StackTrace'),
      moment('TestTimestamp'),
    ],
  },
];

const COVERAGE: readonly Declaration[] = [
  {
    name: 'ApexCodeCoverage',
    pluralLabel: 'Apex Code Coverage',
    keyPrefix: '714',
    owned: false,
    fields: [
      referenceField('ApexClassOrTriggerId', CODE),
      referenceField('ApexTestClassId', ['ApexClass']),
      text('TestMethodName'),
      whole('NumLinesCovered'),
      whole('NumLinesUncovered'),
      longText('Coverage'),
    ],
  },
  {
    name: 'ApexCodeCoverageAggregate',
    pluralLabel: 'Apex Code Coverage Aggregates',
    keyPrefix: '715',
    owned: false,
    fields: [referenceField('ApexClassOrTriggerId', CODE), whole('NumLinesCovered'), whole('NumLinesUncovered'), longText('Coverage')],
  },
  { name: 'ApexOrgWideCoverage', pluralLabel: 'Apex Org-Wide Coverage', keyPrefix: '716', owned: false, fields: [whole('PercentCovered')] },
];

const EVENTS: readonly Declaration[] = [
  {
    name: 'ManagedEventSubscription',
    pluralLabel: 'Managed Event Subscriptions',
    keyPrefix: '18x',
    owned: false,
    fields: [text('DeveloperName', 80), text('MasterLabel', 80), longText('Metadata')],
  },
  {
    name: 'PlatformEventChannel',
    pluralLabel: 'Platform Event Channels',
    keyPrefix: '0YL',
    owned: false,
    fields: [text('DeveloperName', 80), text('FullName'), text('ChannelType', 40)],
  },
  {
    name: 'PlatformEventChannelMember',
    pluralLabel: 'Platform Event Channel Members',
    keyPrefix: '0v8',
    owned: false,
    fields: [text('DeveloperName', 80), text('EventChannel'), text('SelectedEntity'), longText('FilterExpression')],
  },
];

/** Fields whose values are objects. They are stored as JSON text. */
export const COMPLEX_FIELDS: ReadonlySet<string> = new Set(['Coverage', 'Metadata']);

/** Objects of the data API that the Tooling API shows, too. */
export const SHARED_OBJECTS = [
  ...['Organization', 'User', 'UserRole', 'Profile', 'PermissionSet', 'PermissionSetAssignment', 'Group', 'GroupMember'],
  ...['ApexClass', 'ApexTrigger', 'AsyncApexJob'],
];

/** What every user may read: subscribers ask for it. */
export const EVENT_OBJECTS: ReadonlySet<string> = new Set(EVENTS.map(({ name }) => name));

export function toolingObjects(): OrgObject[] {
  return [...LOGS, ...TESTS, ...COVERAGE, ...EVENTS].map(declareObject);
}
