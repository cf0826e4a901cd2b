trigger Never on Account(before undelete) {
}
