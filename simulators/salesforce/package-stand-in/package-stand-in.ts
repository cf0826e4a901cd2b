/** Does what the package's Apex does, until the local org runs the Apex itself. */
import type { ApexPort } from '../apex-port.ts';
import type { OrgMetadata } from '../metadata/model.ts';
import type { TriggerCall } from '../storage/trigger.ts';
import { COMMAND_EVENT, markPublished } from './command-outbox.ts';
import { refuseLockedLines } from './draft-lock.ts';
import { releaseSubmissions, requestCommandAction } from './submission.ts';
import { refuseStale, VERSION } from './version-guard.ts';

/** The guards act on whatever objects the source has; the action is there when the outbox is. */
export function makePackageStandIn(metadata: OrgMetadata): ApexPort {
  const versioned = [...metadata.objects.values()].filter((object) => metadata.field(object, VERSION) !== undefined);
  const fieldsOf = new Map(versioned.map((object) => [object.name, object.fields]));
  const hasOutbox = metadata.object('OB_Command__c') !== undefined && metadata.object(COMMAND_EVENT) !== undefined;
  return {
    beforeSave: (services, call) => {
      if (isOff(call)) return;
      const fields = fieldsOf.get(call.object.name);
      if (call.operation === 'update' && fields !== undefined) refuseStale(call.rows, fields);
      if (call.object.name === 'OB_Order_Line__c') refuseLockedLines(services, call);
    },
    afterSave: (services, call) => {
      if (call.object.name === 'OB_Command__c') releaseSubmissions(services, call);
    },
    actions: new Map(hasOutbox ? [['requestCommand', requestCommandAction]] : []),
    afterPublish: (services, transaction, result) => {
      if (result.eventName === COMMAND_EVENT) markPublished(services, transaction, result);
    },
  };
}

/** The bypass permission switches the guards off for its holder. */
function isOff({ transaction }: TriggerCall): boolean {
  return transaction.actor.permissions.has('OB_Bypass_Automation');
}
