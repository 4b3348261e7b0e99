package dev.drydock.explain;

import java.util.List;

/// One entry of the handbook.
///
/// @param name under which it is asked for
/// @param title what it says in a few words
/// @param text lines of at most 80 columns; those with four blanks before them are to be typed or
///   shown as they stand
/// @param next what to do next, lines likewise
/// @param related names of other topics
public record Topic(
    String name, String title, List<String> text, List<String> next, List<String> related) {
  public Topic {
    text = List.copyOf(text);
    next = List.copyOf(next);
    related = List.copyOf(related);
  }
}
