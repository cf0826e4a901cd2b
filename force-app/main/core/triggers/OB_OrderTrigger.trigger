/** @description Refuses writes older than what a record holds. */
trigger OB_OrderTrigger on OB_Order__c(before update) {
    OB_VersionGuard.refuseStale(Trigger.new, Trigger.oldMap);
}
