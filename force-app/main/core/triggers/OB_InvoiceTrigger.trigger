/** @description Refuses writes older than what a record holds. */
trigger OB_InvoiceTrigger on OB_Invoice__c(before update) {
    OB_VersionGuard.refuseStale(Trigger.new, Trigger.oldMap);
}
