package dev.drydock.change.publish;

import java.util.regex.Pattern;

/// Markdown with the few tags of HTML that our reports have taken out of it, for hosts that would
/// show them: Bitbucket's.
final class CommentText {
  private static final Pattern COMMENT =
      Pattern.compile("^<!-- ([^()<>\n]{1,500}) -->$", Pattern.MULTILINE);
  private static final Pattern SUMMARY =
      Pattern.compile("<details(?: open)?><summary>([^<\n]{0,500})</summary>");
  private static final Pattern TAG = Pattern.compile("</details>\n?|</?sub>");

  private CommentText() {}

  /// Comments become link reference definitions, which stay unseen everywhere; folds become parts
  /// that stand open.
  static String withoutHtml(String markdown) {
    String text = COMMENT.matcher(markdown).replaceAll("[//]: # ($1)\n");
    text = SUMMARY.matcher(text).replaceAll("**$1**");
    return TAG.matcher(text).replaceAll("").replace("<br>", "; ").replace("&#8203;", "\u200b");
  }
}
