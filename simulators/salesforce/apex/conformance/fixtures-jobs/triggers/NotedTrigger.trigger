trigger NotedTrigger on Noted__e(after insert) {
    Integer retries = EventBus.TriggerContext.currentContext().retries;
    for (Noted__e event : Trigger.new) {
        if (event.Text__c == 'later' && retries == 0) {
            throw new EventBus.RetryableException('not yet');
        }
        insert as system new Account(Name = event.Text__c);
    }
}
