trigger OnAccount on Account(before insert, after insert, before delete, after delete) {
    if (Trigger.isBefore) {
        Log.attempts++;
    }
    List<String> names = new List<String>();
    for (Account each : Trigger.isDelete ? Trigger.old : Trigger.new) {
        names.add(each.Name);
        if (Trigger.isBefore && (each.Name == 'refused' && Trigger.isInsert || each.Name == 'kept' && Trigger.isDelete)) {
            each.addError('no');
        }
        if (Trigger.isAfter && (each.Name == 'late' || each.Name == 'attempt ' + Log.attempts)) {
            each.addError('too late');
        }
    }
    Integer found = [SELECT COUNT() FROM Account];
    Log.queries = Limits.getQueries();
    Log.lines.add(Trigger.operationType + ' ' + String.join(names, ', '));
}
