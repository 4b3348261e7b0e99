package dev.drydock.cli.scan;

import dev.drydock.bom.Bom;
import dev.drydock.bom.BomComparison;
import dev.drydock.bom.Creation;
import dev.drydock.bom.cyclonedx.CycloneDxJson;
import dev.drydock.bom.cyclonedx.CycloneDxVersion;
import dev.drydock.bom.cyclonedx.CycloneDxXml;
import dev.drydock.bom.spdx.Spdx3Json;
import dev.drydock.bom.spdx.SpdxJson;
import dev.drydock.bom.spdx.SpdxTagValue;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.Output;
import dev.drydock.cli.console.ProgressLine;
import dev.drydock.cli.fleet.FleetUpload;
import dev.drydock.cli.input.Projects;
import dev.drydock.cli.report.Comments;
import dev.drydock.cli.report.Reports;
import dev.drydock.cli.report.SeveralDocuments;
import dev.drydock.cli.standing.BaseStandings;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.report.ComparisonReport;
import dev.drydock.report.Result;
import dev.drydock.report.json.BomJson;
import dev.drydock.report.json.ScanJson;
import dev.drydock.report.table.BomTable;
import dev.drydock.report.table.ScanTable;
import dev.drydock.scan.Scan;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `drydock scan` and `drydock sbom`.
public final class ImageCommands {
  private static final String AN_IMAGE =
      "an image, such as debian:11, docker-archive:app.tar or oci-dir:build/image";

  private ImageCommands() {}

  public static int scan(Surroundings surroundings, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    String reference = invocation.argument(AN_IMAGE);
    Reports documents = Reports.of(surroundings, invocation);
    Comments comments = Comments.of(surroundings, invocation);
    FleetUpload upload = FleetUpload.of(surroundings, invocation, reference, false);
    List<Result> results = new ArrayList<>();
    List<Stages.Scanned> scanned;
    boolean several;
    Projects.Located project;
    try (ProgressLine progress = surroundings.progress(invocation);
        BaseStandings standings = BaseStandings.of(surroundings, invocation)) {
      Stages stages = new Stages(surroundings, invocation, progress, standings);
      several = stages.several();
      if (several) {
        documents.allowSeveral();
      }
      scanned = stages.scan(reference);
      for (Stages.Scanned one : scanned) {
        results.add(new Result(one.report()));
      }
      project = scanned.getFirst().project();
    }
    documents.write(reference, results, several, project);
    comments.post(results);
    Stages.Scanned first = scanned.getFirst();
    upload.send(first.report(), first.index(), null, "");
    return ExitCode.OK;
  }

  public static int plan(Surroundings surroundings, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    String reference = invocation.argument(AN_IMAGE);
    String format = invocation.format();
    String file = invocation.value("--output");
    Scan report = one(surroundings, invocation, reference);
    boolean colour = file == null && surroundings.colour();
    Output.write(
        file,
        surroundings.out(),
        out -> {
          if (format.equals("json")) {
            ScanJson.writePlan(report, out);
          } else {
            ScanTable.writePlan(report, colour, out);
          }
        });
    return ExitCode.OK;
  }

  /// What is said of the one image that is named.
  public static Scan one(Surroundings surroundings, Invocation invocation, String reference)
      throws IOException, InterruptedException, Failure {
    return scanOne(surroundings, invocation, reference).report();
  }

  /// The same, with the project that it is built from.
  static Stages.Scanned scanOne(Surroundings surroundings, Invocation invocation, String reference)
      throws IOException, InterruptedException, Failure {
    try (BaseStandings standings = BaseStandings.of(surroundings, invocation)) {
      return scanOne(surroundings, invocation, reference, standings);
    }
  }

  /// @param standings which bases are approved; `null` where nobody asks
  public static Stages.Scanned scanOne(
      Surroundings surroundings,
      Invocation invocation,
      String reference,
      @Nullable BaseStandings standings)
      throws IOException, InterruptedException, Failure {
    try (ProgressLine progress = surroundings.progress(invocation)) {
      return new Stages(surroundings, invocation, progress, standings).scanOne(reference);
    }
  }

  public static int sbom(Surroundings surroundings, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    String reference = invocation.argument(AN_IMAGE);
    String format = invocation.format();
    String file = invocation.value("--output");
    if (invocation.has("--compare-attached")) {
      return compare(surroundings, invocation, reference, format);
    }
    List<Bom> boms;
    boolean several;
    try (ProgressLine progress = surroundings.progress(invocation)) {
      Stages stages = new Stages(surroundings, invocation, progress);
      several = stages.several();
      if (several && !SeveralDocuments.wanted(file)) {
        SeveralDocuments.requireOneDocument(format);
      }
      boms = stages.boms(reference);
    }
    Creation creation = surroundings.creation(invocation.value("--author"));
    boolean colour = file == null && surroundings.colour();
    if (several && SeveralDocuments.wanted(file)) {
      SeveralDocuments documents =
          new SeveralDocuments(String.valueOf(file), reference, SeveralDocuments.ending(format));
      for (Bom bom : boms) {
        Output.writeAll(
            List.of(
                documents.document(
                    bom.subject(), out -> sbom(bom, creation, format, colour, out))));
      }
      return ExitCode.OK;
    }
    Output.write(
        file,
        surroundings.out(),
        out -> {
          if (several && format.equals("json")) {
            BomJson.writeAll(boms, creation, out);
          } else {
            for (int i = 0; i < boms.size(); i++) {
              SeveralDocuments.separate(i, boms.size(), out);
              sbom(boms.get(i), creation, format, colour, out);
            }
          }
        });
    return ExitCode.OK;
  }

  private static void sbom(
      Bom bom, Creation creation, String format, boolean colour, OutputStream out)
      throws IOException {
    switch (format) {
      case "json" -> BomJson.write(bom, creation, out);
      case "cyclonedx-json", "cyclonedx" ->
          CycloneDxJson.write(bom, creation, CycloneDxVersion.V1_6, out);
      case "cyclonedx-xml" -> CycloneDxXml.write(bom, creation, CycloneDxVersion.V1_6, out);
      case "cyclonedx-1.7-json" -> CycloneDxJson.write(bom, creation, CycloneDxVersion.V1_7, out);
      case "cyclonedx-1.7-xml" -> CycloneDxXml.write(bom, creation, CycloneDxVersion.V1_7, out);
      case "spdx-json", "spdx" -> SpdxJson.write(bom, creation, out);
      case "spdx-3-json" -> Spdx3Json.write(bom, creation, out);
      case "spdx-tv" -> SpdxTagValue.write(bom, creation, out);
      default -> BomTable.write(bom, colour, out);
    }
  }

  private static int compare(
      Surroundings surroundings, Invocation invocation, String reference, String format)
      throws IOException, InterruptedException, Failure {
    if (!format.equals("json") && !format.equals("table")) {
      throw Failure.usage("--compare-attached writes table or json, not " + format);
    }
    BomComparison comparison;
    try (ProgressLine progress = surroundings.progress(invocation)) {
      comparison = new Stages(surroundings, invocation, progress).compare(reference);
    }
    Output.write(
        invocation.value("--output"),
        surroundings.out(),
        out -> {
          if (format.equals("json")) {
            ComparisonReport.json(comparison, out);
          } else {
            ComparisonReport.text(comparison, out);
          }
        });
    return ExitCode.OK;
  }
}
