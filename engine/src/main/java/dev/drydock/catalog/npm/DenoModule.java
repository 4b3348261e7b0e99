package dev.drydock.catalog.npm;

import org.jspecify.annotations.Nullable;

/// A package that a module is imported from by its address, as Deno can:
/// - `https://deno.land/std@0.140.0/path/mod.ts`, `https://deno.land/x/oak@v12.6.1/mod.ts`
/// - `https://jsr.io/@std/bytes/1.0.2/mod.ts`
/// - npm packages of `esm.sh`, `unpkg.com`, `cdn.jsdelivr.net/npm`, `cdn.skypack.dev`:
///   `https://esm.sh/v135/react@18.2.0/es2022/react.mjs`
///
/// @param name of Deno's own registry with the host: `deno.land/std`, `deno.land/x/oak`
record DenoModule(Kind kind, String name, String version) {
  /// Whose package it is.
  enum Kind {
    DENO_LAND,
    JSR,
    NPM
  }

  /// `null` where the address names no version of a package.
  static @Nullable DenoModule of(String address) {
    if (!address.startsWith("https://")) {
      return null;
    }
    int slash = address.indexOf('/', 8);
    if (slash < 0) {
      return null;
    }
    String path = withoutQuery(address.substring(slash + 1));
    return switch (address.substring(8, slash)) {
      case "deno.land" -> denoLand(path);
      case "jsr.io" -> jsr(path);
      case "cdn.jsdelivr.net" -> path.startsWith("npm/") ? npm(path.substring(4)) : null;
      case "unpkg.com", "cdn.skypack.dev" -> npm(path);
      case "esm.sh" -> npm(withoutBuild(path));
      default -> null;
    };
  }

  private static String withoutQuery(String path) {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }

  /// esm.sh may have the number of its build in front, `v135/` or `stable/`, and a `*` before the
  /// name where dependencies are left out.
  private static String withoutBuild(String path) {
    int slash = path.indexOf('/');
    String first = slash < 0 ? "" : path.substring(0, slash);
    boolean build = first.equals("stable") || numbered(first);
    String rest = build ? path.substring(slash + 1) : path;
    return rest.startsWith("*") ? rest.substring(1) : rest;
  }

  private static boolean numbered(String part) {
    for (int i = 1; i < part.length(); i++) {
      if (part.charAt(i) < '0' || part.charAt(i) > '9') {
        return false;
      }
    }
    return part.length() > 1 && part.charAt(0) == 'v';
  }

  private static @Nullable DenoModule denoLand(String path) {
    boolean third = path.startsWith("x/");
    int start = third ? 2 : 0;
    int at = path.indexOf('@', start);
    int end = path.indexOf('/', start);
    if (at <= start || end >= 0 && end <= at + 1 || end < 0 && at + 1 == path.length()) {
      return null;
    }
    String version = path.substring(at + 1, end < 0 ? path.length() : end);
    return new DenoModule(Kind.DENO_LAND, "deno.land/" + path.substring(0, at), version);
  }

  private static @Nullable DenoModule jsr(String path) {
    int scope = path.indexOf('/');
    int name = path.indexOf('/', scope + 1);
    int version = path.indexOf('/', name + 1);
    return path.startsWith("@")
            && scope > 1
            && name > scope + 1
            && version > name + 1
            && Character.isDigit(path.charAt(name + 1))
        ? new DenoModule(Kind.JSR, path.substring(0, name), path.substring(name + 1, version))
        : null;
  }

  private static @Nullable DenoModule npm(String path) {
    int from = path.startsWith("@") ? path.indexOf('/') + 1 : 0;
    int end = path.indexOf('/', from);
    Descriptor it = Descriptor.of(end < 0 ? path : path.substring(0, end));
    // a range would say nothing
    boolean exact = !it.range().isEmpty() && Character.isDigit(it.range().charAt(0));
    int build = it.range().indexOf('&');
    String version = build < 0 ? it.range() : it.range().substring(0, build);
    return exact && version.indexOf('.') > 0 ? new DenoModule(Kind.NPM, it.name(), version) : null;
  }
}
