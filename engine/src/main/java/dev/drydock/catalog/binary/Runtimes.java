package dev.drydock.catalog.binary;

import java.util.List;

/// Interpreters, virtual machines and compilers of languages.
final class Runtimes {
  static final List<Program> ALL =
      List.of(
          new Program(
              "node",
              "MIT",
              List.of("node", "nodejs", "node#", "libnode.so#"),
              List.of("node.js/v{v}\0")),
          new Program(
              "python",
              "Python-2.0",
              List.of(
                  "python#",
                  "python#m",
                  "python#t",
                  "libpython#.so#",
                  "libpython#m.so#",
                  "libpython#t.so#"),
              List.of("\0{name.v}\0", "\0{name.v}+\0", "/{name.v}\0")),
          new Program(
              "ruby",
              "Ruby",
              List.of("ruby", "ruby#", "libruby.so#", "libruby#.so#", "libruby-#.so#"),
              List.of("\0ruby {n}p", "\0ruby {v} (")),
          new Program(
              "perl",
              "Artistic-1.0-Perl OR GPL-1.0-or-later",
              List.of("perl", "perl#"),
              List.of("\0v{5.v}\0panic: sysconf", "/perl5/{5.n}/")),
          new Program(
              "php",
              "PHP-3.01",
              List.of(
                  "php",
                  "php#",
                  "php-fpm",
                  "php-fpm#",
                  "php-cgi",
                  "php-cgi#",
                  "phpdbg",
                  "phpdbg#",
                  "libphp.so",
                  "libphp#.so",
                  "frankenphp"),
              List.of("\0X-Powered-By: PHP/{v}\0")),
          new Program(
              "oracle/openjdk",
              "GPL-2.0-only WITH Classpath-exception-2.0",
              List.of("libjvm.so"),
              List.of("OpenJDK 64-Bit Server VM ({java}) for ")),
          new Program("deno", "MIT", List.of("deno"), List.of("Deno/{n}Deno/")),
          new Program(
              "bun",
              "MIT",
              List.of("bun", "bunx", "bun-profile"),
              List.of("Bun v{v} (", "Bun/{v}\0", "bun test v{v} (")),
          new Program(
              "dart",
              "BSD-3-Clause",
              List.of("dart", "dartaotruntime"),
              List.of("\0{v} (stable) (")),
          new Program("julia", "MIT", List.of("libjulia.so#"), List.of("\0{v}\0julia version %s")),
          new Program(
              "lua",
              "MIT",
              List.of("lua", "lua#", "luac", "luac#", "liblua.so#", "liblua#.so#", "liblua-#.so#"),
              List.of("Lua: Lua {v} ", "LuaVersion: Lua {v} ")),
          new Program(
              "luajit",
              "MIT",
              List.of("luajit", "luajit-#", "libluajit-#.so#"),
              List.of("\0LuaJIT {v}\0")),
          new Program(
              "swi-prolog",
              "BSD-2-Clause",
              List.of("libswipl.so#"),
              List.of("current_char_conversion{name}")),
          new Program(
              "rust", "MIT OR Apache-2.0", List.of("librustc_driver-*.so"), List.of("rustc {v} (")),
          new Program(
              "gcc",
              "GPL-3.0-or-later WITH GCC-exception-3.1",
              List.of(
                  "gcc",
                  "gcc-#",
                  "g++",
                  "g++-#",
                  "cpp",
                  "cpp-#",
                  "x86_64-linux-gnu-gcc-#",
                  "aarch64-linux-gnu-gcc-#"),
              List.of("\0{n}\0(GCC) \0", "\0{n}\0(Debian ")),
          new Program(
              "ghc",
              "BSD-3-Clause",
              List.of("libHSghc-#-ghc#.so", "libHSghc-#-inplace-ghc#.so"),
              List.of("The Glorious Glasgow Haskell{name}")),
          new Program(
              "cabal-install",
              "BSD-3-Clause",
              List.of("cabal"),
              List.of("cabal-install-{n}-", "cabal-install-{n}\0")),
          new Program("stack", "BSD-3-Clause", List.of("stack"), List.of("\0stack-{n}-")),
          new Program(
              "swift", "Apache-2.0", List.of("swift-frontend"), List.of("\0Swift version {v} (")));

  private Runtimes() {}
}
