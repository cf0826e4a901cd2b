trigger BookLog on Book__c(before insert, before update, after update) {
    for (Book__c book : Trigger.new) {
        System.debug('Book ' + book.Price_After_Discount__c + ' ' + book.Where__c);
    }
}
