package dev.drydock.catalog.chisel;

import java.util.Map;
import java.util.Set;

/// Which source packages Ubuntu builds the packages of, that Chisel has slices for: the manifest
/// does not say, and advisories speak of source packages.
///
/// Only those are here whose version is that of their source; a package that is not counts as its
/// own source, which is true of half of them.
final class SourcePackages {
  /// Since 64 bits count the time, many libraries of 32-bit systems have this after their names.
  private static final String TIME_64 = "t64";

  /// Built by the release of GCC that their version starts with.
  private static final Set<String> GCC =
      Set.of("libgcc-s1", "libstdc++6", "libgomp1", "libatomic1", "libgfortran5", "libquadmath0");

  private static final Map<String, String> SOURCES =
      Map.ofEntries(
          Map.entry("libacl1", "acl"),
          Map.entry("libattr1", "attr"),
          Map.entry("libbrotli1", "brotli"),
          Map.entry("libbz2-1.0", "bzip2"),
          Map.entry("libc-bin", "glibc"),
          Map.entry("libc6", "glibc"),
          Map.entry("libcom-err2", "e2fsprogs"),
          Map.entry("libcrypt1", "libxcrypt"),
          Map.entry("libcurl4", "curl"),
          Map.entry("libdb5.3", "db5.3"),
          Map.entry("libexpat1", "expat"),
          Map.entry("libffi8", "libffi"),
          Map.entry("libfontconfig1", "fontconfig"),
          Map.entry("libfreetype6", "freetype"),
          Map.entry("libglib2.0-0", "glib2.0"),
          Map.entry("libgmp10", "gmp"),
          Map.entry("libgnutls30", "gnutls28"),
          Map.entry("libgssapi-krb5-2", "krb5"),
          Map.entry("libharfbuzz0b", "harfbuzz"),
          Map.entry("libhogweed6", "nettle"),
          Map.entry("libidn2-0", "libidn2"),
          Map.entry("libjpeg-turbo8", "libjpeg-turbo"),
          Map.entry("libk5crypto3", "krb5"),
          Map.entry("libkeyutils1", "keyutils"),
          Map.entry("libkrb5-3", "krb5"),
          Map.entry("libkrb5support0", "krb5"),
          Map.entry("liblcms2-2", "lcms2"),
          Map.entry("libldap2", "openldap"),
          Map.entry("liblz4-1", "lz4"),
          Map.entry("liblzma5", "xz-utils"),
          Map.entry("libmount1", "util-linux"),
          Map.entry("libblkid1", "util-linux"),
          Map.entry("libuuid1", "util-linux"),
          Map.entry("libsmartcols1", "util-linux"),
          Map.entry("libncurses6", "ncurses"),
          Map.entry("libncursesw6", "ncurses"),
          Map.entry("libtinfo6", "ncurses"),
          Map.entry("ncurses-base", "ncurses"),
          Map.entry("libnettle8", "nettle"),
          Map.entry("libnghttp2-14", "nghttp2"),
          Map.entry("libp11-kit0", "p11-kit"),
          Map.entry("libpcre2-8-0", "pcre2"),
          Map.entry("libpng16-16", "libpng1.6"),
          Map.entry("libproc2-0", "procps"),
          Map.entry("libpsl5", "libpsl"),
          Map.entry("libreadline8", "readline"),
          Map.entry("librtmp1", "rtmpdump"),
          Map.entry("libsasl2-2", "cyrus-sasl2"),
          Map.entry("libselinux1", "libselinux"),
          Map.entry("libsqlite3-0", "sqlite3"),
          Map.entry("libssh-4", "libssh"),
          Map.entry("libssl3", "openssl"),
          Map.entry("libsystemd0", "systemd"),
          Map.entry("libudev1", "systemd"),
          Map.entry("libtirpc3", "libtirpc"),
          Map.entry("libunistring5", "libunistring"),
          Map.entry("libyaml-0-2", "libyaml"),
          Map.entry("libzstd1", "libzstd"),
          Map.entry("passwd", "shadow"),
          Map.entry("perl-base", "perl"),
          Map.entry("perl-modules-5.38", "perl"),
          Map.entry("libperl5.38", "perl"),
          Map.entry("tzdata-legacy", "tzdata"),
          Map.entry("zlib1g", "zlib"));

  private SourcePackages() {}

  /// The source package's name; the package's own where it is not known.
  static String of(String name, String version) {
    String plain =
        name.endsWith(TIME_64) ? name.substring(0, name.length() - TIME_64.length()) : name;
    if (GCC.contains(plain)) {
      int dot = version.indexOf('.');
      return dot > 0 ? "gcc-" + version.substring(0, dot) : name;
    }
    if (plain.equals("libpq5")) {
      int end = digits(version, 0);
      return end > 0 ? "postgresql-" + version.substring(0, end) : name;
    }
    String source = SOURCES.get(plain);
    if (source != null) {
      return source;
    }
    for (String prefix : new String[] {"libpython3.", "python3."}) {
      int end = plain.startsWith(prefix) ? digits(plain, prefix.length()) : 0;
      if (end > prefix.length() && (end == plain.length() || plain.charAt(end) == '-')) {
        return "python3." + plain.substring(prefix.length(), end);
      }
    }
    if (plain.startsWith("libicu") && digits(plain, 6) == plain.length() && plain.length() > 6) {
      return "icu";
    }
    int java = plain.startsWith("openjdk-") ? digits(plain, 8) : 0;
    // Ubuntu calls the sources of Java 11 openjdk-lts
    return java > 8 && plain.startsWith("-jre", java)
        ? plain.startsWith("openjdk-11-") ? "openjdk-lts" : plain.substring(0, java)
        : name;
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
