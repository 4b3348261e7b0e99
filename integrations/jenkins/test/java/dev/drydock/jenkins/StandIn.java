package dev.drydock.jenkins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A program in Drydock's place: it writes down its arguments, writes the reports that it is asked
/// for, and ends as `STAND_IN_EXIT` says.
final class StandIn {
  static final String SCRIPT =
      """
      #!/bin/sh
      {
        printf 'drydock\\n'
        for argument; do printf '  %s\\n' "$argument"; done
        [ -z "${DOCKER_CONFIG:-}" ] || sed 's/^/  config: /' "$DOCKER_CONFIG/config.json"
        [ -z "${DRYDOCK_KEY_PASSWORD:-}" ] || printf '  password: %s\\n' "$DRYDOCK_KEY_PASSWORD"
      } >>"$STAND_IN_RECORD"
      case $1 in
        plan) echo 'PLAN: upgrade openssl in Dockerfile, line 3'; exit 0 ;;
        sign | attest) exit "${STAND_IN_SIGNING:-0}" ;;
      esac
      code=${STAND_IN_EXIT:-0}
      case $* in *registry:*) code=${STAND_IN_EXIT_PUSHED:-$code} ;; esac
      if [ "$code" -gt 1 ]; then
        echo 'a word of warning' >&2
        echo 'drydock: shop:1.4 is not there; check its name' >&2
        exit "$code"
      fi
      for argument; do
        case $argument in
          --report=json=*) cp "$STAND_IN_JSON" "${argument#--report=json=}" ;;
          --report=*) echo report >"${argument##*=}" ;;
        esac
      done
      [ "$code" -eq 0 ] && echo 'PASSED' || echo 'BLOCKED by 1 rule'
      exit "$code"
      """;

  /// As `drydock gate --format json` lays it out, with words that could be taken for others.
  private static final String JSON =
      """
      {
        "schemaVersion": 1,
        "findings": [
          {
            "summary": "\\"level\\": \\"deny\\"",
            "severity": "critical"
          }
        ],
        "verdict": {
          "passes": false,
          "violations": [
            {
              "rule": "known-exploited",
              "level": "deny",
              "subject": null
            },
            {
              "rule": "attend",
              "level": "warn",
              "subject": null
            }
          ],
          "excused": [
            {
              "rule": "known-exploited",
              "level": "deny",
              "subject": null
            }
          ],
          "notes": []
        },
        "summary": {
          "components": 14,
          "findings": 71,
          "kev": 2
        },
        "warnings": []
      }
      """;

  private StandIn() {}

  /// `env.STAND_IN` is its path.
  static void install(SimulatedJenkins jenkins) throws IOException {
    jenkins.program("stand-in", SCRIPT);
    Path directory = jenkins.directory();
    Files.writeString(directory.resolve("scan.json"), JSON);
    jenkins.variable("STAND_IN", directory.resolve("bin/stand-in").toString());
    jenkins.variable("STAND_IN_JSON", directory.resolve("scan.json").toString());
    jenkins.variable("STAND_IN_RECORD", directory.resolve("record.txt").toString());
  }

  /// The arguments of each run, and what it was told beside them.
  static List<List<String>> runs(SimulatedJenkins jenkins) throws IOException {
    List<List<String>> runs = new ArrayList<>();
    Path record = jenkins.directory().resolve("record.txt");
    if (Files.exists(record)) {
      for (String line : Files.readAllLines(record)) {
        if (line.equals("drydock")) {
          runs.add(new ArrayList<>());
        } else {
          runs.getLast().add(line.substring(2));
        }
      }
    }
    return runs;
  }

  /// The options among the arguments of a run that are not the library's own.
  static List<String> options(List<String> run) {
    return run.stream()
        .filter(argument -> !argument.startsWith("--report=") && !argument.equals("--no-progress"))
        .toList();
  }

  /// Where the reports of an image lie, without their endings.
  static String place(SimulatedJenkins jenkins, String name) {
    try (Stream<Path> places = Files.list(jenkins.workspace().resolve("drydock-reports"))) {
      List<String> found =
          places
              .map(place -> place.getFileName().toString())
              .filter(one -> one.matches(Pattern.quote(name) + "-[0-9a-f]+"))
              .toList();
      if (found.size() != 1) {
        throw new IllegalStateException("reports of " + name + " lie in " + found);
      }
      return "drydock-reports/" + found.getFirst() + "/drydock";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// An archive that has the stand-in at a path of it, for the steps to unpack.
  ///
  /// @return its SHA-256
  static String archive(SimulatedJenkins jenkins, String path, Path archive)
      throws IOException, InterruptedException {
    Path tree = Files.createTempDirectory(jenkins.directory(), "tree");
    Path program = tree.resolve(path);
    Files.createDirectories(program.getParent());
    Files.copy(
        jenkins.directory().resolve("bin/stand-in"), program, StandardCopyOption.COPY_ATTRIBUTES);
    String top = path.substring(0, path.indexOf('/'));
    Process tar =
        new ProcessBuilder("tar", "-czf", archive.toString(), "-C", tree.toString(), top).start();
    if (tar.waitFor() != 0) {
      throw new IOException("tar made no archive");
    }
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(Files.readAllBytes(archive)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<String> lines(String text) {
    return Arrays.asList(text.split("\n"));
  }
}
