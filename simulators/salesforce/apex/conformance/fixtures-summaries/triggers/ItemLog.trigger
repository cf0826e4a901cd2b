trigger ItemLog on Item__c(after insert) {
    System.debug('Item ' + [SELECT Items__c FROM Basket__c WHERE Id = :Trigger.new[0].Basket__c].Items__c);
}
