package dev.drydock.dockerfile;

/// A document within an instruction: `<<EOF`, the lines after it, `EOF`.
///
/// @param name the word that ends it, without quotes
/// @param expanded whether variables count in it; quotes around its name say that they do not
/// @param withoutTabs `<<-`: tabs at the beginning of its lines do not belong to it
/// @param start where its first line begins in the Dockerfile
/// @param end where the line that ends it begins
/// @param content its lines as written
public record Heredoc(
    String name, boolean expanded, boolean withoutTabs, int start, int end, String content) {

  /// Whether no first line says that another program than a shell is to read it.
  public boolean isForShell() {
    String first = content.lines().findFirst().orElse("");
    return !first.startsWith("#!") || first.stripTrailing().endsWith("sh") || first.contains("sh ");
  }
}
