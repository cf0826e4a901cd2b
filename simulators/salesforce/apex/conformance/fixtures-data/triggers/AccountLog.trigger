trigger AccountLog on Account(before update, after update, before delete, after delete, after undelete) {
    String names = '';
    for (Account each : Trigger.new == null ? Trigger.old : Trigger.new) {
        names += ' ' + each.Name;
        if (Trigger.isUndelete && each.Name == 'stays gone') {
            each.addError('stays in the bin');
        }
        if (Trigger.isDelete && Trigger.isAfter && each.MasterRecordId != null) {
            names += ' into ' + [SELECT Name FROM Account WHERE Id = :each.MasterRecordId].Name;
        }
    }
    System.debug(Trigger.operationType + names + (Trigger.isUndelete ? ' ' + (Trigger.old == null) + ' ' + Trigger.newMap.size() : ''));
}
