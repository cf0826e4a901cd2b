/** @description Refuses writes older than what a record holds. */
trigger OB_ShipmentLineTrigger on OB_Shipment_Line__c(before update) {
    OB_VersionGuard.refuseStale(Trigger.new, Trigger.oldMap);
}
