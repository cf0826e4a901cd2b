/** @description Refuses writes older than what a record holds. */
trigger OB_ReturnLineTrigger on OB_Return_Line__c(before update) {
    OB_VersionGuard.refuseStale(Trigger.new, Trigger.oldMap);
}
