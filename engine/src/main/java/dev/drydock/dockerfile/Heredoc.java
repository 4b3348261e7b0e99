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
    String name, boolean expanded, boolean withoutTabs, int start, int end, String content) {}
