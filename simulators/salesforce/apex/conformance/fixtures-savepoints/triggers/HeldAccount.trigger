trigger HeldAccount on Account(before insert) {
  if (Held.place != null) {
    Database.rollback(Held.place);
  }
}
