package dev.drydock.report.html;

import dev.drydock.limits.Bounded;
import dev.drydock.report.CleanText;
import dev.drydock.report.ReportOptions;
import dev.drydock.report.Result;
import dev.drydock.report.VerdictWords;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// A result as one page for a browser, which needs no other file and no network, and says all
/// without its script. The page's own policy (Content-Security-Policy) lets nothing run and nothing
/// load but the style and the script that it was written with, known by their digests.
public final class HtmlReport {
  private static final int LONGEST_RESOURCE = 1 << 16;

  private HtmlReport() {}

  /// Writes the page as UTF-8; `out` stays open.
  public static void write(Result result, ReportOptions options, OutputStream out)
      throws IOException {
    String style = resource("report.css");
    String script = resource("report.js");
    HtmlWriter html = new HtmlWriter(out);
    html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.raw(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src ")
        .raw(source(style))
        .raw("; script-src ")
        .raw(source(script))
        .raw("; base-uri 'none'; form-action 'none'\">\n");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
    html.raw("<meta name=\"referrer\" content=\"no-referrer\">\n");
    html.raw("<meta name=\"robots\" content=\"noindex\">\n");
    html.element("title", title(result))
        .raw("\n<style>")
        .raw(style)
        .raw("</style>\n</head>\n<body>\n");
    new HtmlOverview(html, result, options.files()).write();
    new HtmlFindings(html, result, options.files()).write();
    new HtmlTrust(html, result.scan()).write();
    html.raw("<script>").raw(script).raw("</script>\n</body>\n</html>\n").flush();
  }

  private static String title(Result result) {
    String image = CleanText.line(result.scan().findings().bom().subject().reference(), 200);
    return (result.verdict() == null ? "" : VerdictWords.title(result.verdict()) + ": ")
        + image
        + " – Drydock";
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return new String(Bounded.readAll(in, LONGEST_RESOURCE, name), StandardCharsets.UTF_8);
    }
  }

  /// What a Content-Security-Policy calls an inline text: its digest.
  private static String source(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
