trigger Watching on Contact(before insert) {
  for (Contact each : Trigger.new) {
    each.Description = 'watched ' + new Watching(2).twice();
  }
}
