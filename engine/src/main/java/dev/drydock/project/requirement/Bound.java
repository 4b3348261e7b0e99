package dev.drydock.project.requirement;

/// One comparison of a requirement, as it is written: `>= 1.2`, `^1.2.3`, `==1.*`.
///
/// @param prefix what is written before the version: the operator, blanks, a `v`
/// @param version without wildcards: `1` for `1.*`
/// @param suffix the wildcards after the version, `.*` for instance; mostly empty
/// @param start where it begins in the text that it was read from
/// @param end where it ends there
public record Bound(
    Operator operator, String prefix, String version, String suffix, int start, int end) {

  public String text() {
    return prefix + version + suffix;
  }

  Bound withVersion(String newVersion) {
    return new Bound(operator, prefix, newVersion, "", start, end);
  }

  /// The same place with another operator; what is written besides the operator stays.
  Bound with(Operator newOperator, String written, String newVersion) {
    int blanks = prefix.length();
    while (blanks > 0 && Character.isWhitespace(prefix.charAt(blanks - 1))) {
      blanks--;
    }
    return new Bound(newOperator, written + prefix.substring(blanks), newVersion, "", start, end);
  }

  /// The numbers of the version; see [Release#of].
  long[] release() {
    return Release.of(version);
  }
}
