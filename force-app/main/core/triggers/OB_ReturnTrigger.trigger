/** @description Refuses writes older than what a record holds. */
trigger OB_ReturnTrigger on OB_Return__c(before update) {
    OB_VersionGuard.refuseStale(Trigger.new, Trigger.oldMap);
}
