/** Names of topics and of the entities they carry, after the topic page of the Pub/Sub API guide. */
import type { OrgObject } from '../../metadata/model.ts';

/** Name of the channel an admin selects objects for in Setup. */
export const standardChangeChannel = 'ChangeEvents';

const customObject = /^(.+)__c$/;
const customChangeEvent = /^(.+)__ChangeEvent$/;

/** `OB_Return__c` -> `OB_Return__ChangeEvent`, `Account` -> `AccountChangeEvent`. */
export function changeEntityOf(objectName: string): string {
  const stem = customObject.exec(objectName)?.[1];
  return stem === undefined ? `${objectName}ChangeEvent` : `${stem}__ChangeEvent`;
}

/** `OB_Return__ChangeEvent` -> `OB_Return__c`; undefined if the name is not that of a change event. */
export function objectOfChangeEntity(entity: string): string | undefined {
  const stem = customChangeEvent.exec(entity)?.[1];
  if (stem !== undefined) return `${stem}__c`;
  return entity.endsWith('ChangeEvent') ? entity.slice(0, -'ChangeEvent'.length) : undefined;
}

/** Whether changes of the object are captured at all. */
export function hasChangeEvents(object: OrgObject): boolean {
  return object.kind === 'standard' || object.kind === 'custom';
}

export const eventTopic = (name: string): string => `/event/${name}`;
export const changeTopic = (name: string): string => `/data/${name}`;
