/** Source: Apex Reference Guide, "Test Class" and "EventBus.TestBroker Class". */
import type { ApexContext } from '../context.ts';
import { fixSearchResults } from './test-search.ts';
import type { ApexList } from '../collections.ts';
import type { ObjectToken } from './schema/tokens.ts';
import { loadData } from './static-resources.ts';
import { createStub } from './stub.ts';
import { classOf, type ApexType } from '../types/type.ts';
import { PlatformObject, type ApexDatetime, type ApexObject } from '../values.ts';
import { platformClass, type PlatformClass } from './native.ts';

function onlyInTests(context: ApexContext): void {
  if (!context.inTest()) context.fail('UnexpectedException', 'Method is only allowed in tests');
}

/** Interfaces whose mocks the runtime asks; the platform knows others. */
const MOCKED = new Set(['HttpCalloutMock']);

function setMock(context: ApexContext, type: PlatformObject<ApexType>, mock: ApexObject): void {
  onlyInTests(context);
  const name = type.state.name;
  if (!MOCKED.has(name)) context.fail('UnsupportedOperationException', `not supported: Test.setMock of ${name}`);
  if (!context.classes.isInstance(mock, type.state)) context.fail('TypeException', `${mock.type.name} does not implement ${name}`);
  context.test.mocks.set(name, mock);
}

/** There is one in every org. */
function standardPricebook({ org }: ApexContext): unknown {
  const object = org.metadata.object('Pricebook2');
  const rows = object === undefined ? [] : org.configuration(object);
  return rows.find((row) => row['IsStandard'] === true)?.['Id'] ?? null;
}

const testClass = platformClass('Test', {
  'static Boolean isRunningTest()': (context) => context.inTest(),
  'static void startTest()': (context) => {
    onlyInTests(context);
    context.test.start();
  },
  'static void stopTest()': (context) => {
    onlyInTests(context);
    context.test.stop();
  },
  'static void setMock(Type interfaceType, Object instance)': setMock,
  'static void setCreatedDate(Id recordId, Datetime createdDatetime)': (context: ApexContext, id: string, { ms }: ApexDatetime) => {
    onlyInTests(context);
    context.test.setCreatedDate(id, ms);
  },
  'static List<SObject> loadData(Schema.SObjectType sObjectToken, String resourceName)': (context, token: ObjectToken, name: string) => {
    onlyInTests(context);
    return loadData(context, token, name);
  },
  'static void setFixedSearchResults(List<Id> fixedSearchResults)': (context: ApexContext, ids: ApexList) => {
    onlyInTests(context);
    fixSearchResults(context, ids);
  },
  'static Id getStandardPricebookId()': (context) => {
    onlyInTests(context);
    return standardPricebook(context);
  },
  'static Object createStub(Type parentType, StubProvider stubProvider)': createStub,
  'static EventBus.TestBroker getEventBus()': () => new PlatformObject(classOf('EventBus.TestBroker'), {}, 'broker'),
});

const testBroker = platformClass('EventBus.TestBroker', {
  'void deliver()': (context) => context.test.deliverEvents(),
  'void fail()': (context) => context.test.failEvents(),
});

export const testClasses: readonly PlatformClass[] = [testClass, testBroker];
