/** @description Refuses stale answers, and ends the lock of an order whose submission is answered. */
trigger OB_CommandTrigger on OB_Command__c(before update, after update) {
    OB_CommandHandler.handle(Trigger.operationType, Trigger.new, Trigger.oldMap);
}
