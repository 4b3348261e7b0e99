package dev.drydock.image.registry;

import org.jspecify.annotations.Nullable;

/// Host names and addresses as they are written, without asking a name server.
final class Hosts {
  private Hosts() {}

  /// `[::1]` to `::1`, anything else as it is.
  static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  /// The host of `host[:port]`, an IPv6 address without its brackets.
  static String withoutPort(String authority) {
    int end = authority.startsWith("[") ? authority.indexOf(']') : authority.lastIndexOf(':');
    if (authority.startsWith("[")) {
      return end < 0 ? authority : authority.substring(1, end);
    }
    return end < 0 ? authority : authority.substring(0, end);
  }

  /// Whether this can only be this machine: `localhost`, 127.0.0.0/8, ::1.
  static boolean isLoopback(String host) {
    if (host.equals("localhost") || host.equals("::1") || host.equals("0:0:0:0:0:0:0:1")) {
      return true;
    }
    long address = ipv4(host);
    return address >= 0 && address >>> 24 == 127;
  }

  /// Whether `host` is an IPv4 address within `network/bits`.
  static boolean inNetwork(String host, String network, String bits) {
    long address = ipv4(host);
    long base = ipv4(network);
    int length = number(bits);
    if (address < 0 || base < 0 || length < 0 || length > 32) {
      return false;
    }
    long mask = length == 0 ? 0 : -1L << (32 - length);
    return (address & mask) == (base & mask);
  }

  /// The address as a number; -1 where this is not four numbers between dots.
  private static long ipv4(@Nullable String host) {
    if (host == null) {
      return -1;
    }
    long address = 0;
    int part = 0;
    int digits = 0;
    int dots = 0;
    for (int i = 0; i <= host.length(); i++) {
      char c = i < host.length() ? host.charAt(i) : '.';
      if (c >= '0' && c <= '9' && digits < 3) {
        part = part * 10 + (c - '0');
        digits++;
      } else if (c == '.' && digits > 0 && part < 256) {
        address = address << 8 | part;
        part = 0;
        digits = 0;
        dots++;
      } else {
        return -1;
      }
    }
    return dots == 4 ? address : -1;
  }

  private static int number(String text) {
    if (text.isEmpty() || text.length() > 3) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
