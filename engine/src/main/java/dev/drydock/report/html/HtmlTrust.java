package dev.drydock.report.html;

import dev.drydock.bom.Bom;
import dev.drydock.report.Notices;
import dev.drydock.report.ScanWords;
import dev.drydock.scan.Scan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The end of the page: how far the result can be trusted, and what made it when.
final class HtmlTrust {
  private static final int MOST = 500;

  private final HtmlWriter html;
  private final Scan scan;

  HtmlTrust(HtmlWriter html, Scan scan) {
    this.html = html;
    this.scan = scan;
  }

  void write() throws IOException {
    Bom bom = scan.findings().bom();
    List<String> warnings = new ArrayList<>(bom.subject().warnings());
    warnings.addAll(Notices.of(scan));
    for (Bom.Unreadable unreadable : bom.unreadable()) {
      warnings.add(unreadable.path() + " could not be read: " + unreadable.reason());
    }
    if (!warnings.isEmpty()) {
      html.element("h2", "How far this can be trusted");
      html.open("ul", "class", "plain");
      for (String warning : warnings.subList(0, Math.min(MOST, warnings.size()))) {
        html.open("li").sentence(warning).close();
      }
      if (warnings.size() > MOST) {
        html.element("li", "and " + (warnings.size() - MOST) + " more, which the JSON report has");
      }
      html.close();
    }
    html.close();
    html.open("footer");
    html.element("p", ScanWords.advisories(scan));
    if (bom.subject().digest() != null) {
      html.open("p").text("Image ").element("code", bom.subject().digest()).close();
    }
    html.element(
        "p", "Drydock " + scan.creation().version() + ", " + scan.creation().at().toString());
    html.close();
  }
}
