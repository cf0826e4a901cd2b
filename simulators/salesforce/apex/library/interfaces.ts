/** Interfaces of the platform that classes of the package bring. Source: Apex Reference Guide, the page of each. */
import { platformClass, platformInterface, type PlatformClass } from './native.ts';

export const interfaces: readonly PlatformClass[] = [
  platformInterface('Comparable', ['Integer compareTo(Object objectToCompareTo)']),
  platformInterface('Comparator<T>', ['Integer compare(T a, T b)']),
  platformInterface('Callable', ['Object call(String action, Map<String, Object> args)']),
  platformInterface('StubProvider', [
    'Object handleMethodCall(Object stubbedObject, String stubbedMethodName, Type returnType, List<Type> listOfParamTypes, List<String> listOfParamNames, List<Object> listOfArgs)',
  ]),
  platformInterface('Queueable', ['void execute(QueueableContext context)']),
  platformInterface('Finalizer', ['void execute(FinalizerContext context)']),
  platformInterface('Schedulable', ['void execute(SchedulableContext context)']),
  platformInterface('Database.Batchable<T>', [
    'Iterable<T> start(Database.BatchableContext context)',
    'void execute(Database.BatchableContext context, List<T> scope)',
    'void finish(Database.BatchableContext context)',
  ]),
  platformInterface('Database.AllowsCallouts', []),
  platformInterface('Database.Stateful', []),
  platformInterface('Database.RaisesPlatformEvents', []),
  platformInterface('HttpCalloutMock', ['HttpResponse respond(HttpRequest request)']),
  platformInterface('EventBus.EventPublishSuccessCallback', ['void onSuccess(EventBus.SuccessResult result)']),
  platformInterface('EventBus.EventPublishFailureCallback', ['void onFailure(EventBus.FailureResult result)']),
  platformInterface('InstallHandler', ['void onInstall(InstallContext context)']),
  platformClass('InstallContext', {}),
];
