/** System, Assert, Type, exceptions, jobs, tests, events, limits and the user. Source: Apex Reference Guide, the pages of the classes. */
import { describe, expect, test } from '@jest/globals';
import type { EnqueueOptions, TestPort } from '../context-ports.ts';
import type { Value } from '../values.ts';
import { makeApexBench } from './apex-bench.ts';

const CLASSES = [
  `public class Job implements Queueable { public void execute(QueueableContext context) {} }`,
  `public class Nightly implements Schedulable { public void execute(SchedulableContext context) {} }`,
  `public class Greeter implements Callable { public Object call(String action, Map<String, Object> args) { return action + args.get('name'); } }`,
  `public class RefusedException extends Exception {}`,
  `public class Point { public Integer x = 1; public enum Axis { X, Y } }`,
];

const { evaluate, run, thrown } = makeApexBench({ classes: CLASSES });

describe('assertions', () => {
  test.each([
    [`Assert.areEqual(1, 2);`, 'Assertion Failed: Expected: 1, Actual: 2'],
    [`Assert.areEqual('a', 'A', 'case counts');`, 'Assertion Failed: case counts: Expected: a, Actual: A'],
    [`Assert.areNotEqual(1, 1);`, 'Assertion Failed: Same value: 1'],
    [`Assert.isTrue(false, 'why');`, 'Assertion Failed: why: Expected: true, Actual: false'],
    [`Assert.isNull('x');`, 'Assertion Failed: Expected: null, Actual: x'],
    [`Assert.fail('stop');`, 'Assertion Failed: stop'],
    [`Assert.isInstanceOfType('x', Point.class);`, 'Assertion Failed: Expected: instance of Point, Actual: x'],
    [`System.assert(1 == 2, 'no');`, 'Assertion Failed: no'],
    [`System.assertEquals(new List<Integer>{ 1 }, new List<Integer>{ 2 });`, 'Assertion Failed: Expected: (1), Actual: (2)'],
  ])('%s fails', (code, message) => {
    expect(thrown(code)).toBe(`AssertException: ${message}`);
  });

  test('a failed assertion cannot be caught', () => {
    expect(thrown(`try { Assert.isTrue(false); } catch (Exception e) { System.debug('caught'); }`)).toMatch(/^AssertException/);
  });

  test('what holds says nothing', () => {
    expect(
      run(`Assert.areEqual(1, 1.0); Assert.isInstanceOfType(new Point(), Point.class); Assert.isNotNull(5); Assert.isFalse(false);`),
    ).toEqual([]);
  });
});

describe('exceptions', () => {
  test('tell message, type, cause, line and stack', () => {
    const code = `
      try {
        try { Integer i = 1 / 0; } catch (MathException e) { throw new RefusedException('outer', e); }
      } catch (Exception e) {
        System.debug(e.getMessage() + ' ' + e.getTypeName() + ' ' + e.getCause().getTypeName() + ' ' + e.getLineNumber());
        System.debug(e.getStackTraceString());
      }`;
    const [told, stack] = run(code);
    expect(told).toBe('outer RefusedException System.MathException 3');
    expect(stack).toMatch(/^AnonymousBlock: line 3, column \d+/);
  });

  test('an AuraHandledException keeps its text for the client', () => {
    expect(run(`try { throw new AuraHandledException('for you'); } catch (Exception e) { System.debug(e.getMessage()); }`)).toEqual([
      'Script-thrown exception',
    ]);
    const told = `AuraHandledException a = new AuraHandledException('x'); a.setMessage('told'); System.debug(a.getMessage());`;
    expect(run(told)).toEqual(['told']);
  });
});

describe('Type', () => {
  test.each([
    [`Type.forName('Point').getName()`, 'Point'],
    [`Type.forName('Nobody')`, 'null'],
    [`((Point) Type.forName('Point').newInstance()).x`, '1'],
    [`List<String>.class.getName()`, 'List<String>'],
    [`Object.class.isAssignableFrom(Point.class)`, 'true'],
    [`Point.class == Type.forName('point')`, 'true'],
    [`((Callable) Type.forName('Greeter').newInstance()).call('Hi ', new Map<String, Object>{ 'name' => 'Ada' })`, 'Hi Ada'],
  ])('%s is %s', (expression, expected) => {
    expect(evaluate(expression)).toBe(expected);
  });
});

describe('jobs', () => {
  const enqueued: EnqueueOptions[] = [];
  const scheduled: string[] = [];
  const jobs = {
    enqueue: (_: unknown, options: EnqueueOptions) => {
      enqueued.push(options);
      return '707000000000001AAA';
    },
    schedule: (name: string, cron: string) => {
      scheduled.push(`${name} ${cron}`);
      return '08e000000000001AAA';
    },
    executeBatch: () => '',
    abort: () => undefined,
    scheduleBatch: () => '',
    callLater: () => '',
    forbidsCallouts: () => false,
    chain: () => ({ depth: 0, maximum: null }),
    attachFinalizer: () => undefined,
  };
  const bench = makeApexBench({ classes: CLASSES, host: { jobs } });

  test('are enqueued with a delay or options, and scheduled with an expression', () => {
    expect(bench.evaluate(`System.enqueueJob(new Job())`)).toBe('707000000000001AAA');
    bench.run(`System.enqueueJob(new Job(), 5);`);
    bench.run(`
      AsyncOptions options = new AsyncOptions();
      options.MaximumQueueableStackDepth = 3;
      options.DuplicateSignature = new QueueableDuplicateSignature.Builder().addString('a').addInteger(1).build();
      System.enqueueJob(new Job(), options);
      System.schedule('Nightly', '0 0 3 * * ?', new Nightly());`);
    expect(enqueued).toEqual([
      { delayMinutes: 0, signature: null, maximumDepth: null },
      { delayMinutes: 5, signature: null, maximumDepth: null },
      { delayMinutes: 0, signature: 'string:a;number:1;', maximumDepth: 3 },
    ]);
    expect(scheduled).toEqual(['Nightly 0 0 3 * * ?']);
  });

  test('a delay above ten minutes is refused', () => {
    expect(bench.thrown(`System.enqueueJob(new Job(), 11);`)).toMatch(/^IllegalArgumentException/);
  });

  test('more jobs than a transaction may add are refused', () => {
    expect(bench.thrown(`for (Integer i = 0; i < 51; i++) System.enqueueJob(new Job());`)).toBe(
      'LimitException: Too many queueable jobs added to the queue: 51',
    );
  });
});

describe('tests and events', () => {
  const deeds: string[] = [];
  const port: TestPort = {
    start: () => void deeds.push('start'),
    stop: () => void deeds.push('stop'),
    deliverEvents: () => void deeds.push('deliver'),
    failEvents: () => void deeds.push('fail'),
    setCreatedDate: () => void deeds.push('date'),
    mocks: new Map<string, Value>(),
  };
  const published: string[] = [];
  const bench = makeApexBench({
    host: {
      test: port,
      publish: (events) => {
        published.push(...events.map((event) => event.type.name));
        return events.map(() => ({ eventUuid: 'e1', errors: [] }));
      },
    },
  });

  test('Test has its hooks', () => {
    bench.run(`Test.startTest(); Test.getEventBus().deliver(); Test.getEventBus().fail(); Test.stopTest();`);
    expect(deeds).toEqual(['start', 'deliver', 'fail', 'stop']);
    expect(makeApexBench({ test: false }).thrown(`Test.startTest();`)).toMatch(/^UnexpectedException/);
  });

  test('EventBus publishes one event or many', () => {
    expect(bench.evaluate(`EventBus.publish(new Purchase_Shipped__e()).isSuccess()`)).toBe('true');
    expect(bench.evaluate(`EventBus.publish(new List<Purchase_Shipped__e>{ new Purchase_Shipped__e() }).size()`)).toBe('1');
    expect(published).toEqual(['Purchase_Shipped__e', 'Purchase_Shipped__e']);
  });

  test('the context of an event trigger keeps its checkpoint', () => {
    const state = { retries: 2, lastError: 'busy', checkpoint: null };
    const trigger = makeApexBench({ host: { eventTrigger: () => state } });
    const code = `
      EventBus.TriggerContext context = EventBus.TriggerContext.currentContext();
      context.setResumeCheckpoint('42');
      System.debug(context.retries + context.lastError + EventBus.TriggerContext.currentContext().getResumeCheckpoint());`;
    expect(trigger.run(code)).toEqual(['2busy42']);
  });
});

test.each([
  [`UserInfo.getUserId()`, '005000000000001AAA'],
  [`UserInfo.getName()`, 'Ada Agent'],
  [`UserInfo.getOrganizationId()`, '00D000000000001EAA'],
  [`FeatureManagement.checkPermission('ship_orders')`, 'true'],
  [`FeatureManagement.checkPermission('Fly')`, 'false'],
  [`Limits.getQueries() + ' of ' + Limits.getLimitQueries()`, '0 of 100'],
  [`Request.getCurrent().getQuiddity()`, 'RUNTEST_SYNC'],
  [`System.now().getTime() == System.currentTimeMillis()`, 'true'],
  [`System.isQueueable()`, 'false'],
  [`System.equals(new List<String>{ 'a' }, new List<String>{ 'a' })`, 'true'],
  [`Point.Axis.values()`, '(X, Y)'],
  [`Point.Axis.valueOf('y').ordinal()`, '1'],
  [`LoggingLevel.ERROR.name()`, 'ERROR'],
  [`LoggingLevel.ERROR.ordinal() > LoggingLevel.DEBUG.ordinal()`, 'true'],
])('%s is %s', (expression, expected) => {
  expect(evaluate(expression)).toBe(expected);
});

test('a stub answers every method through its provider', () => {
  const provider = `
    public class Provider implements StubProvider {
      public Object handleMethodCall(Object stub, String name, Type returns, List<Type> types, List<String> names, List<Object> args) {
        return name + ' ' + returns + ' ' + types + ' ' + names + ' ' + args;
      }
    }`;
  const service = `public virtual class Service { public String greet(String who, Integer times) { return 'real'; } }`;
  const bench = makeApexBench({ classes: [provider, service] });
  expect(bench.evaluate(`String.valueOf(Test.createStub(Service.class, new Provider())).substringBefore(':')`)).toBe(
    'Service__sfdc_ApexStub',
  );
  expect(bench.evaluate(`((Service) Test.createStub(Service.class, new Provider())).greet('Ada', 2)`)).toBe(
    'greet String (String, Integer) (who, times) (Ada, 2)',
  );
});

test('Apex REST code finds the call it answers', () => {
  const code = `
    RestRequest request = new RestRequest();
    request.requestURI = '/orders/1';
    request.addParameter('full', 'true');
    RestContext.request = request;
    RestContext.response = new RestResponse();
    RestContext.response.statusCode = 201;
    System.debug(RestContext.request.requestURI + RestContext.request.params + RestContext.response.statusCode);`;
  expect(run(code)).toEqual(['/orders/1{full=true}201']);
});

test('the token of an object by its method', () => {
  expect(evaluate(`Account.getSObjectType() == Account.SObjectType`)).toBe('true');
});

test('what the platform does not have here is named before anything runs', () => {
  expect(() => run(`System.flyAway();`)).toThrow('not supported: System.flyAway');
  expect(() => run(`String s = 'a'.shout();`)).toThrow('not supported: String.shout');
});
