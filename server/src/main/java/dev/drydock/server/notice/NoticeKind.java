package dev.drydock.server.notice;

import java.util.Locale;

/// What kinds of news there are beside findings.
public enum NoticeKind {
  /// the base image that an image stands upon has been made anew
  BASE_IMPROVED,
  /// the tag that an image came by points to another one
  IMAGE_OUT_OF_DATE,
  /// what an exception excuses counts again soon
  EXCEPTION_EXPIRING,
  /// an exception does not count any more, and what it excused does
  EXCEPTION_ENDED,
  /// a distribution gets no more security updates soon
  END_OF_LIFE;

  /// As the database writes it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
