package dev.drydock.project.ruby;

import java.util.List;
import java.util.Optional;

/// A call that declares a gem: `gem "rails", "~> 7.0", ">= 7.0.4", require: false`.
///
/// @param name the string with the gem's name
/// @param requirements the strings with its versions
/// @param dynamic whether an argument is something that only Ruby knows
/// @param options the names of its options, without colons
/// @param elsewhere the value of an option that tells of another place, `git:` for instance
/// @param groups of the blocks around it and of its own option
/// @param start where it begins
/// @param nameEnd where a version could follow the name
/// @param end where the whole statement ends
/// @param nested whether it stands in a block of any kind
record RubyCall(
    RubyToken name,
    List<RubyToken> requirements,
    boolean dynamic,
    List<String> options,
    Optional<String> elsewhere,
    List<String> groups,
    int start,
    int nameEnd,
    int end,
    boolean nested) {
  RubyCall {
    requirements = List.copyOf(requirements);
    options = List.copyOf(options);
    groups = List.copyOf(groups);
  }
}
