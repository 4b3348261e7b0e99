package dev.drydock.catalog.binary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The texts are as they stand in real programs; `~` is a NUL, `^` the end of a line.
class SignatureSearchTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "node|/json~node.js/v20.18.0~(delegate_)|20.18.0",
        "node|// Compat. Before node v10.12.0 stdio|",
        "libnode.so.115|~~node.js/v24.1.0~~|24.1.0",
        "python3.11|pymalloc_debug~3.11.2~strict~3.2.0~ucd_3_2_0|3.11.2",
        "python3.14|~3.14.0rc2~|3.14.0rc2",
        "libpython3.10.so.1.0|~/root/.pyenv/versions/3.10.13~lib|3.10.13",
        "libpython3.6m.so.1.0|~~3.6.15~~~|3.6.15",
        "libpython3.13t.so.1.0|~3.13.5~|3.13.5",
        "libpython3.so|~3.13.5~|",
        "python3|~3.13.5~|",
        "libpython2.7.so.1.0|~2.7.18~3.2.0~|2.7.18",
        "libruby-3.1.so.3.1.2|~ruby 3.1.2p20 (2022-04-12 revision 4491bb740a)|3.1.2",
        "ruby|~ruby 3.3.8 (2025-04-09 revision b200bad6cd) [x86_64-linux]|3.3.8",
        "ruby|~ruby 3.5.0dev (2025-06-01)|3.5.0dev",
        "perl|~v5.40.1~panic: sysconf: %s~XS_VERSION~v5.40.0~%-p::%s|5.40.1",
        "perl5.36.0|/usr/local/lib/perl5/5.36.0/x86_64-linux-gnu|5.36.0",
        "php-fpm8.2|~X-Powered-By: PHP/8.2.32~index|8.2.32",
        "libphp.so|~X-Powered-By: PHP/8.4.0RC1~|",
        "libjvm.so|~OpenJDK 64-Bit Server VM (21.0.4+7-LTS) for linux-amd64 JRE|21.0.4+7-LTS",
        "libjvm.so|~OpenJDK 64-Bit Server VM (21+35-2513) for linux-amd64 JRE|21+35-2513",
        "libjvm.so|~OpenJDK 64-Bit Server VM (25.504-b01) for linux-amd64 JRE|",
        "libjvm.so|~Java HotSpot(TM) 64-Bit Server VM (17.0.9+11-LTS-201) for|",
        "deno|3da4ecaDeno/2.1.0Deno/2.1.0+3da4eca|2.1.0",
        "bun|~Bun v1.4.5 (Linux x64)~|1.4.5",
        "dart|too large~3.5.2 (stable) (Wed Aug 28 10:01:20 2024 +0000|3.5.2",
        "libjulia.so.1.5|unknown option~1.5.3~julia version %s|1.5.3",
        "lua5.1|~$Lua: Lua 5.1.5 Copyright|5.1.5",
        "libluajit-5.1.so.2.1.0|~LuaJIT 2.1.1737090214~~jit|2.1.1737090214",
        "libswipl.so.9.0.4|~current_char_conversion~$c_current_predicate~|9.0.4",
        "librustc_driver-2ac4dc0e5fac42cf.so|Arustc 1.85.1 (4eb161250 2025-03-15)|1.85.1",
        "gcc|~12.2.0~(GCC) ~gcc version %s %s|12.2.0",
        "libHSghc-9.6.6-ghc9.6.6.so|~The Glorious Glasgow Haskell Co|9.6.6",
        "nginx|~nginx version: nginx/1.26.3~|1.26.3",
        "nginx|~nginx version: nginx/1.26.3 (nginx-plus-r33)~|1.26.3",
        "nginx|~nginx version: openresty/1.27.1.2~|1.27.1.2",
        "apache2|~Apache/2.4.68~Apache/2.4.68 (Debian)~Apache/2.4~Apache/2~|2.4.68",
        "httpd|~Apache/2.4.62 (Unix)~|2.4.62",
        "haproxy|~~ version 2.6.12-1+deb12u3, released 2025/10/03~|2.6.12",
        "haproxy|~ version 3.2.1-f32d1a2, released 2025/06/01~|3.2.1",
        "haproxy|the keyword is not supported any more since HAProxy version 2.5.|",
        "varnishd|(varnish-7.1.1 revision 7cee1c581bead20e)|7.1.1",
        "memcached|~memcached 1.6.38~udp-port~memcached 1.6.38^~|1.6.38",
        "postgres|~postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)^~|15.18",
        "psql|~psql (PostgreSQL) 17.2~|17.2",
        "mysqld|~10.11.18-MariaDB~example 10.1.1-MariaDB-mariadb1precise-log|10.11.18",
        "mysqld|~MySQL 9.7.4~log_before|9.7.4",
        "sshd|~OpenSSH_10.0~sshd version~OpenSSH_10.0p2~SSH-%d|10.0p2",
        "ssh|~OpenSSH_9.2p1 Debian-2+deb12u10~OpenSSH_2.*,OpenSSH_3.0*|9.2p1",
        "openssl|~OpenSSL 1.1.1w  11 Sep 2023~|1.1.1w",
        "libcrypto.so.3|~OpenSSL 3.0.20 7 Apr 2026~3.0.20~|3.0.20",
        "libcurl.so.4.8.0|~libcurl/8.14.1~zlib/%s|8.14.1",
        "libz.so.1.2.13| deflate 1.2.13 Copyright 1995-2022 Jean-loup~ inflate 1.2.13 Copyr|1.2.13",
        "libexpat.so.1.8.10|~expat_2.5.0~|2.5.0",
        "libxml2.so.2.9.14|~xmlParseDocument~|2.9.14",
        "libxml2.so.16.1.4|~xmlParseDocument~|",
        "liblzma.so.5.4.1|~lzma_version_string~|5.4.1",
        "liblzma.so.5|~lzma_version_string~|",
        "libMagickCore-7.Q16.so.10.0.2|~ImageMagick 7.1.1-43 Q16 aarch64 22550|7.1.1-43",
        "ffmpeg|specified.^~9.0.2-4~%s version %s~gcc 16|9.0.2",
        "ffmpeg|~%s version 7.1.5-0+deb13u1~|7.1.5",
        "busybox|~BusyBox v1.37.0 (Debian 1:1.37.0-6)~syslogd started: BusyBox v1.37.0~|1.37.0",
        "bash|@(#)Bash version 5.2.15(1) release GNU~|5.2.15",
        "git|git/2.39.5~GIT_USER_AGENT~~2.39.5~|2.39.5",
        "zstd|~Yann Collet~~v1.5.7~~Zstandard CLI~|1.5.7",
        "sudo|~Sudo version %s^~~~~~1.9.16p2~~~|1.9.16p2",
        "chromium|~Chrome/150.0.7871.100~|150.0.7871.100",
      })
  void findsTheVersionWhereTheProgramHasIt(String file, String text, @Nullable String version) {
    assertThat(found(file, text)).isEqualTo(version);
  }

  @Test
  void severalVersionsAreNone() {
    assertThat(found("busybox", "BusyBox v1.36.1~BusyBox v1.37.0~")).isNull();
  }

  @Test
  void theFirstSignatureThatIsThereCounts() {
    assertThat(found("zlib", "")).isNull();
    assertThat(found("libz.so.1", " inflate 1.3.1 Copyright 1995- deflate 1.2 Copyright 1995-"))
        .isEqualTo("1.3.1");
  }

  @Test
  void aVersionThatRunsOnIntoAnotherWordIsNone() {
    assertThat(found("node", "node.js/v20.18.0-nightly2024~")).isNull();
    assertThat(found("busybox", "BusyBox v1.36.1.git~")).isNull();
    assertThat(found("nginx", "nginx version: nginx/1.26~")).isEqualTo("1.26");
    assertThat(found("nginx", "nginx version: nginx/1~")).isNull();
    assertThat(found("nginx", "nginx version: nginx/1.123456789012~")).isNull();
  }

  @Test
  void endsOfTheFileEndTheVersion() {
    assertThat(found("busybox", "BusyBox v1.36.1")).isEqualTo("1.36.1");
    assertThat(found("node", "node.js/v20.1")).isNull();
    assertThat(found("bash", "@(#)Bash version")).isNull();
    assertThat(found("zstd", "v1.5.7~Zstandard CLI~")).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 4096, 65_535, 65_536})
  void findsItWhateverPiecesTheFileComesIn(int piece) {
    byte[] noise = new byte[70_000];
    new SplittableRandom(7).nextBytes(noise);
    for (int at : new int[] {0, 60_000, 65_200, 65_330, 65_500, 65_530}) {
      byte[] bytes = noise.clone();
      byte[] text = bytes("\0\0v1.5.7\0\0\0Zstandard CLI\0");
      System.arraycopy(text, 0, bytes, at, text.length);
      SignatureSearch search = new SignatureSearch("zstd", Programs.named("zstd"));
      for (int from = 0; from < bytes.length; from += piece) {
        int to = Math.min(bytes.length, from + piece);
        search.bytes(Arrays.copyOfRange(bytes, from, to), to - from);
      }
      assertThat(search.version(Programs.named("zstd").getFirst()))
          .as("at %d", at)
          .isEqualTo("1.5.7");
    }
  }

  static @Nullable String found(String file, String text) {
    return found(file, bytes(text.replace('~', '\0').replace('^', '\n')));
  }

  static @Nullable String found(String file, byte[] bytes) {
    List<Program> programs = Programs.named(file);
    SignatureSearch search = new SignatureSearch(file, programs);
    search.bytes(bytes, bytes.length);
    String found = null;
    for (Program program : programs) {
      String version = search.version(program);
      if (version != null) {
        assertThat(found).as("one program").isNull();
        found = version;
      }
    }
    return found;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
