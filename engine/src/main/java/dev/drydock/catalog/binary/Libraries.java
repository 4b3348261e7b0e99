package dev.drydock.catalog.binary;

import java.util.List;

/// Libraries, and the commands that are of one version with them.
final class Libraries {
  static final List<Program> ALL =
      List.of(
          new Program(
              "openssl",
              "",
              List.of("openssl", "libcrypto.so#", "libcrypto-#.so#"),
              List.of("\0OpenSSL {v} ")),
          new Program(
              "curl",
              "curl",
              List.of("curl", "libcurl.so#", "libcurl-gnutls.so#", "libcurl-nss.so#"),
              List.of("\0libcurl/{v}\0", "CLIENT libcurl {v}\r", "\0curl {v} (")),
          new Program(
              "zlib",
              "Zlib",
              List.of("libz.so#"),
              List.of(" inflate {v} Copyright 1995-", " deflate {v} Copyright 1995-")),
          new Program("expat", "MIT", List.of("libexpat.so#"), List.of("\0expat_{v}\0")),
          new Program(
              "libxml2", "MIT", List.of("libxml2.so#"), List.of("xmlParseDocument{2.name}")),
          new Program(
              "xz",
              "",
              List.of("xz", "liblzma.so#"),
              List.of("(XZ Utils) {v}\0", "lzma_version_string{name}")),
          new Program(
              "libssh2",
              "BSD-3-Clause",
              List.of("libssh2.so#"),
              List.of("SSH-2.0-libssh2_{v}\0", "SSH-2.0-libssh2_{v}\r")),
          new Program(
              "libpng", "libpng-2.0", List.of("libpng#.so#"), List.of("libpng version {v}")),
          new Program(
              "gnutls",
              "LGPL-2.1-or-later",
              List.of("libgnutls.so#"),
              List.of("Enabled GnuTLS {v} logging")),
          new Program(
              "libgcrypt",
              "LGPL-2.1-or-later",
              List.of("libgcrypt.so#"),
              List.of("This is Libgcrypt {v} - ")),
          new Program(
              "libtiff", "libtiff", List.of("libtiff.so#"), List.of("LIBTIFF, Version {v}\n")),
          new Program(
              "glibc",
              "LGPL-2.1-or-later",
              List.of("libc.so#", "libc-#.so"),
              List.of("stable release version {n}.\n")),
          new Program(
              "ffmpeg",
              "",
              List.of("ffmpeg", "libavutil.so#"),
              List.of("FFmpeg version {n}", "\0%s version {n}", "\0{n}{rest}\0%s version %s\0")),
          new Program(
              "imagemagick",
              "ImageMagick",
              List.of("libMagickCore-#.Q#.so#", "libMagickCore-#.Q#HDRI.so#"),
              List.of("\0ImageMagick {n-n} ")));

  private Libraries() {}
}
