package dev.drydock.catalog.binary;

import java.util.List;

/// Shells and commands.
final class Tools {
  static final List<Program> ALL =
      List.of(
          new Program(
              "busybox",
              "GPL-2.0-only",
              List.of("busybox", "busybox.static"),
              List.of("BusyBox v{v}")),
          new Program(
              "bash", "GPL-3.0-or-later", List.of("bash"), List.of("@(#)Bash version {v}(")),
          new Program("git", "GPL-2.0-only", List.of("git"), List.of("git/{n}\0")),
          new Program(
              "zstd",
              "BSD-3-Clause OR GPL-2.0-only",
              List.of("zstd"),
              List.of("\0v{v}\0Zstandard CLI\0", "\0v{v}\0zstd command line interface\0")),
          new Program("gawk", "GPL-3.0-or-later", List.of("gawk"), List.of("GNU Awk {v}\0")),
          new Program("sudo", "ISC", List.of("sudo"), List.of("\0Sudo version %s\n\0{v}\0")),
          new Program(
              "rsync", "GPL-3.0-or-later", List.of("rsync"), List.of("\n  \"%s\": \"%s\"\0{v}\0")),
          new Program(
              "tini",
              "MIT",
              List.of("tini", "tini-static"),
              List.of("tini version {v}\0", "tini version {v} - ")),
          new Program(
              "util-linux",
              "GPL-2.0-or-later",
              List.of("getopt", "setpriv", "unshare"),
              List.of("\0util-linux {v}\0")),
          new Program(
              "chromium",
              "",
              List.of("chromium", "chrome", "headless_shell", "chrome-headless-shell"),
              List.of("\0Chrome/{n}\0")));

  private Tools() {}
}
