/** @description Refuses writes older than what a record holds. */
trigger OB_ShipmentTrigger on OB_Shipment__c(before update) {
    OB_VersionGuard.refuseStale(Trigger.new, Trigger.oldMap);
}
