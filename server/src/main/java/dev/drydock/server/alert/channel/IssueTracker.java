package dev.drydock.server.alert.channel;

import java.util.Optional;

/// What all issue trackers have in common, as far as alerts need it.
interface IssueTracker {

  /// @param id as the tracker's addresses name it
  /// @param address for people
  /// @param text its description
  record Issue(String id, String address, String text) {}

  /// @return empty where it is closed or not there any more
  Optional<Issue> open(String id) throws DeliveryException;

  /// The open issue whose description or labels hold a marker; for when the one that opened it died
  /// before it could tell.
  Optional<Issue> find(String marker) throws DeliveryException;

  /// Whether the newest comments hold a key.
  boolean commented(Issue issue, String key) throws DeliveryException;

  Issue create(String marker, String title, String text) throws DeliveryException;

  void comment(Issue issue, String text) throws DeliveryException;
}
