package dev.drydock.catalog.ruby;

import dev.drydock.catalog.SourceAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The gems of a `Gemfile.lock` or `gems.locked`, as Bundler writes it:
///
///     GIT
///       remote: https://github.com/example/own.git
///       revision: 027dbe2e56397b534e859fc283990cad1b6addd6
///       specs:
///         own (2.0.0.alpha1)
///           rack (~> 2.0)
///
///     GEM
///       remote: https://rubygems.org/
///       specs:
///         nokogiri (1.15.0-x86_64-linux)
///         rack (2.2.3)
///
/// The sections may come in any order. A gem that is built for several platforms stands there once
/// for each of them.
///
/// @param gems by name and version
record GemfileLock(Map<String, Gem> gems) {
  private static final int MOST_GEMS = 100_000;
  private static final int MOST_NEEDS = 1_000;

  /// What kind of source a section lists: a registry, a repository, a folder of the project, or
  /// what only a plugin of Bundler knows to fetch from.
  enum Source {
    GEM,
    GIT,
    PATH,
    PLUGIN
  }

  /// One locked gem.
  ///
  /// @param qualifiers of the purl, which tell where it is from
  /// @param folder the name of the folder that Bundler installs a gem from a repository in; `""`
  ///   for others
  /// @param fullNames names and versions with each platform: what its specification would be called
  /// @param needs names of gems
  record Gem(
      String name,
      String version,
      Source source,
      Map<String, String> qualifiers,
      String folder,
      List<String> fullNames,
      List<String> needs) {}

  static GemfileLock parse(String text, String what) throws IOException {
    Parser parser = new Parser();
    for (int at = 0; at < text.length(); ) {
      int newline = text.indexOf('\n', at);
      int end = newline < 0 ? text.length() : newline;
      String line = text.substring(at, end).stripTrailing();
      if (line.startsWith("<<<<<<<") || line.startsWith(">>>>>>>")) {
        throw new IOException(
            what + " has a conflict of a merge in it: resolve it and commit again");
      }
      parser.line(line);
      at = end + 1;
    }
    return new GemfileLock(parser.gems);
  }

  private static final class Parser {
    private final Map<String, Gem> gems = new LinkedHashMap<>();
    private @Nullable Source source;
    private final List<String> remotes = new ArrayList<>();
    private String revision = "";
    private boolean specs;
    private @Nullable Gem gem;

    void line(String line) {
      int indent = 0;
      while (indent < line.length() && line.charAt(indent) == ' ') {
        indent++;
      }
      if (indent == line.length()) {
        return;
      }
      if (indent == 0) {
        section(line);
      } else if (source != null && indent == 2) {
        attribute(line.substring(2));
      } else if (source != null && specs && indent == 4) {
        gem = gem(line.substring(4), source);
      } else if (gem != null && specs && indent == 6 && gem.needs.size() < MOST_NEEDS) {
        String name = line.substring(6);
        int blank = name.indexOf(' ');
        name = blank < 0 ? name : name.substring(0, blank);
        gem.needs.add(name.endsWith("!") ? name.substring(0, name.length() - 1) : name);
      }
    }

    private void section(String name) {
      source =
          switch (name) {
            case "GEM" -> Source.GEM;
            case "GIT" -> Source.GIT;
            case "PATH" -> Source.PATH;
            case "PLUGIN SOURCE" -> Source.PLUGIN;
            default -> null; // platforms, checksums
          };
      remotes.clear();
      revision = "";
      specs = false;
      gem = null;
    }

    private void attribute(String line) {
      specs = line.equals("specs:");
      gem = null;
      if (line.startsWith("remote: ") && remotes.size() < 2) {
        remotes.add(line.substring("remote: ".length()).strip());
      } else if (line.startsWith("revision: ")) {
        revision = line.substring("revision: ".length()).strip();
      }
    }

    /// `name (version)` or `name (version-platform)`; no version of a gem has a dash.
    private @Nullable Gem gem(String line, Source from) {
      int open = line.indexOf(" (");
      int close = line.indexOf(')', open + 1);
      if (open <= 0 || close < open + 3 || gems.size() >= MOST_GEMS) {
        return null;
      }
      String name = line.substring(0, open);
      String full = line.substring(open + 2, close);
      int dash = full.indexOf('-');
      String version = dash < 0 ? full : full.substring(0, dash);
      if (name.isBlank() || version.isEmpty() || version.indexOf(' ') >= 0) {
        return null;
      }
      Gem known =
          gems.computeIfAbsent(
              name + " " + version + " " + from + " " + revision,
              _ ->
                  new Gem(
                      name,
                      version,
                      from,
                      qualifiers(from),
                      from == Source.GIT ? folder() : "",
                      new ArrayList<>(1),
                      new ArrayList<>()));
      known.fullNames.add(name + "-" + full);
      return known;
    }

    private Map<String, String> qualifiers(Source from) {
      if (remotes.size() != 1) {
        return Map.of(); // lock files of old list all registries together
      }
      String remote = remotes.getFirst();
      return switch (from) {
        case GIT -> Map.of("vcs_url", SourceAddress.git(remote, revision));
        case PATH, PLUGIN -> Map.of();
        case GEM ->
            SourceAddress.of(remote, "rubygems.org")
                ? Map.of()
                : Map.of("repository_url", SourceAddress.withoutUser(remote));
      };
    }

    /// `own-027dbe2e5639`, of the repository and the first of its commit.
    private String folder() {
      if (remotes.isEmpty() || revision.length() < 12) {
        return "";
      }
      String remote = remotes.getFirst();
      while (remote.endsWith("/")) {
        remote = remote.substring(0, remote.length() - 1);
      }
      String name =
          remote.substring(Math.max(remote.lastIndexOf('/'), remote.lastIndexOf(':')) + 1);
      name = name.endsWith(".git") ? name.substring(0, name.length() - 4) : name;
      return name + "-" + revision.substring(0, 12);
    }
  }
}
