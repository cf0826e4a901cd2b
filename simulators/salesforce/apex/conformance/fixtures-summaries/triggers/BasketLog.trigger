trigger BasketLog on Basket__c(before update) {
    for (Basket__c each : Trigger.new) {
        System.debug('Basket ' + Trigger.oldMap.get(each.Id).Total__c + ' ' + each.Total__c);
    }
}
