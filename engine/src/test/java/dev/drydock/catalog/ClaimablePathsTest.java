package dev.drydock.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimablePathsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "usr/share/java/guava.jar",
        "usr/share/app/app-1.0.war",
        "a.ear",
        "usr/lib/python3/dist-packages/six-1.16.0.egg-info",
        "usr/lib/python3/dist-packages/six-1.16.0.egg-info/PKG-INFO",
        "usr/lib/python3.9/site-packages/six-1.16.0.dist-info/METADATA",
        "usr/lib/node_modules/npm/package.json",
        "usr/share/nodejs/semver/package.json",
        "usr/share/rubygems-integration/all/specifications/rake-13.0.3.gemspec",
        "usr/share/phpmyadmin/vendor/composer/installed.json",
        "usr/share/php/.registry/console_getopt.reg",
        "usr/lib/luarocks/rocks-5.4/lpeg/1.0-1/lpeg-1.0-1.rockspec",
        "usr/lib/R/library/stringr/DESCRIPTION",
        "usr/share/ansible/requirements.txt",
        "usr/lib64/perl5/perllocal.pod",
        "usr/bin/docker",
        "usr/sbin/runc",
        "usr/bin/python3.9",
        "bin/busybox",
        "usr/local/go/pkg/tool/linux_amd64/vet",
        "usr/libexec/docker/cli-plugins/docker-compose",
        "opt/thing/run",
        "lib64/security/helper",
        "usr/lib/x86_64-linux-gnu/libcrypto.so.3",
        "usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0",
        "usr/lib/apache2/modules/libphp8.2.so",
        "usr/share/go-1.19/VERSION",
        "usr/lib/erlang/releases/25/OTP_VERSION",
        "boot/vmlinuz-6.1.0-18-amd64",
        "boot/vmlinuz",
        "lib/modules/6.1.0-18-amd64/kernel/drivers/net/tun.ko",
        "lib/modules/6.1.0-18-amd64/kernel/drivers/net/tun.ko.xz",
        "lib/modules/6.1.0-18-amd64/kernel/drivers/net/tun.ko.zst",
      })
  void whatAnotherCatalogerCouldClaimMatters(String path) {
    assertThat(matters(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "usr/share/doc/bash/copyright",
        "usr/share/doc/bash/",
        "etc/passwd",
        "usr/lib/x86_64-linux-gnu/libz.a",
        "usr/share/doc/x/a.sound",
        "usr/lib/python3/dist-packages/six.py",
        "usr/share/robin/x",
        "usr/share/man/man1/ls.1.gz",
        "var/lib/dpkg/info/bash.list",
        "usr/share/package.json.txt",
        ".jarx",
        "usr/share/xz.xz",
        ".ko.gz",
      })
  void theRestDoesNot(String path) {
    assertThat(matters(path)).isFalse();
  }

  private static boolean matters(String path) {
    byte[] bytes = ("xx" + path + "yy").getBytes(StandardCharsets.UTF_8);
    return ClaimablePaths.matter(bytes, 2, bytes.length - 2);
  }
}
