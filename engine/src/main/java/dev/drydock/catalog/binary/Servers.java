package dev.drydock.catalog.binary;

import java.util.List;

/// Servers: of pages, names, mail and data.
final class Servers {
  static final List<Program> ALL =
      List.of(
          new Program(
              "nginx",
              "BSD-2-Clause",
              List.of("nginx", "nginx-debug"),
              List.of("nginx version: nginx/{v}")),
          new Program(
              "openresty",
              "BSD-2-Clause",
              List.of("nginx", "openresty"),
              List.of("nginx version: openresty/{n}")),
          new Program(
              "httpd",
              "Apache-2.0",
              List.of("httpd", "apache2"),
              List.of("\0Apache/{v} (", "\0Apache/{v}\0")),
          new Program(
              "lighttpd",
              "BSD-3-Clause",
              List.of("lighttpd"),
              List.of("\0lighttpd/{v} (", "\0lighttpd/{v}\0")),
          new Program(
              "haproxy",
              "GPL-2.0-or-later",
              List.of("haproxy"),
              List.of(" version {v}{rest}, released 20")),
          new Program(
              "varnish", "BSD-2-Clause", List.of("varnishd"), List.of("varnish-{v} revision ")),
          new Program(
              "squid",
              "GPL-2.0-or-later",
              List.of("squid", "squid-gnutls", "squid-openssl"),
              List.of("\0squid/{v}\0")),
          new Program(
              "memcached",
              "BSD-3-Clause",
              List.of("memcached"),
              List.of("\0memcached {v}\n", "\0memcached {v}\0")),
          new Program(
              "redis", "", List.of("redis-server", "redis-cli"), List.of("{build}000000000\0")),
          new Program(
              "valkey",
              "BSD-3-Clause",
              List.of("valkey-server", "valkey-cli"),
              List.of("{build}000000000\0")),
          new Program(
              "redict",
              "LGPL-3.0-only",
              List.of("redict-server", "redict-cli"),
              List.of("{build}000000000\0")),
          new Program(
              "postgresql",
              "PostgreSQL",
              List.of("postgres", "psql", "pg_dump"),
              List.of(" (PostgreSQL) {v}")),
          new Program(
              "mariadb",
              "GPL-2.0-only",
              List.of("mariadbd", "mariadb", "mysqld", "mysql"),
              List.of("\0{n}-MariaDB\0", "\0{n}-MariaDB-")),
          new Program("mysql", "", List.of("mysqld"), List.of("\0MySQL {v}\0")),
          new Program("unbound", "BSD-3-Clause", List.of("unbound"), List.of("\0unbound {v}\0")),
          new Program(
              "dnsmasq",
              "GPL-2.0-only OR GPL-3.0-only",
              List.of("dnsmasq"),
              List.of("\0dnsmasq-{v}\0")),
          new Program(
              "mosquitto", "", List.of("mosquitto"), List.of("\0{v}\0mosquitto version %s")),
          new Program(
              "openssh",
              "",
              List.of("sshd", "sshd-session", "ssh"),
              List.of("\0OpenSSH_{p}\0", "\0OpenSSH_{p} ")),
          new Program(
              "stunnel",
              "GPL-2.0-or-later",
              List.of("stunnel", "stunnel4"),
              List.of("Server: stunnel/{v}\0", "\0stunnel {v} on ")),
          new Program(
              "proftpd",
              "GPL-2.0-or-later",
              List.of("proftpd"),
              List.of("\0ProFTPD Version {v}\0")),
          new Program(
              "vsftpd", "GPL-2.0-only", List.of("vsftpd"), List.of("\0vsftpd: version {v}\n")),
          new Program("postfix", "", List.of("postconf"), List.of("\0mail_version={v}\0")),
          new Program(
              "exim",
              "GPL-2.0-or-later",
              List.of("exim", "exim#"),
              List.of("\0{v}\0<<eximversion>>\0")),
          new Program(
              "dovecot",
              "",
              List.of("dovecot"),
              List.of(
                  "\0{v}\0DOVECOT_VERSION\0",
                  "\0{v}{rest}\0DOVECOT_VERSION\0",
                  "\0DOVECOT_VERSION={v}\0")),
          new Program("openvpn", "GPL-2.0-only", List.of("openvpn"), List.of("\0OpenVPN {v} ")),
          new Program("openldap", "OLDAP-2.8", List.of("slapd"), List.of("$OpenLDAP: slapd {n}")),
          new Program("monit", "AGPL-3.0-only", List.of("monit"), List.of("'>monit {v}</a>")));

  private Servers() {}
}
