/** @description Refuses writes older than what a record holds. */
trigger OB_ExceptionTrigger on OB_Exception__c(before update) {
    OB_VersionGuard.refuseStale(Trigger.new, Trigger.oldMap);
}
