/** @description Refuses stale writes, and changes of lines of orders that were handed over. */
trigger OB_OrderLineTrigger on OB_Order_Line__c(before insert, before update, before delete) {
    OB_OrderLineHandler.handle(Trigger.operationType, Trigger.new, Trigger.oldMap);
}
