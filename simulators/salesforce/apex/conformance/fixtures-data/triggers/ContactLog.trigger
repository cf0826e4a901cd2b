trigger ContactLog on Contact(before update, after delete, after undelete) {
    System.debug('Contact ' + Trigger.operationType);
}
