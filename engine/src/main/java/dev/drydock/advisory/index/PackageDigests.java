package dev.drydock.advisory.index;

import org.jspecify.annotations.Nullable;

/// A walk through the packages of an index, in the order of ecosystems and names, with a digest of
/// all that is said of each.
final class PackageDigests {
  private final AdvisoryIndex index;
  private final Section postings;
  private final long[] advisories;
  private final VersionListDigests lists;
  private final ContentDigest entries;
  private int at;
  private IndexDifference.@Nullable Package last;
  private long digest;

  /// @param advisories the digests of the records
  PackageDigests(AdvisoryIndex index, long[] strings, long[] advisories) {
    this.index = index;
    this.postings = index.section(IndexFormat.POSTINGS);
    this.advisories = advisories;
    this.lists = new VersionListDigests(index.section(IndexFormat.VERSION_LISTS), strings);
    this.entries = new ContentDigest(strings);
  }

  /// `null` after the last one.
  IndexDifference.@Nullable Package next() {
    if (at >= postings.size()) {
      return null;
    }
    try {
      return read();
    } catch (IndexOutOfBoundsException | ByteReader.Malformed | InternalError e) {
      throw index.damaged("the entries of its packages", e);
    }
  }

  private IndexDifference.Package read() {
    int length = postings.u32(at);
    ByteReader in = new ByteReader(postings.copy(at + 4, length));
    at += 4 + length;
    IndexDifference.Package found = new IndexDifference.Package(in.string(), in.string());
    if (last != null && order(last, found) >= 0) {
      throw new ByteReader.Malformed("packages are not in their order");
    }
    last = found;
    digest = 0;
    int number = 0;
    while (!in.atEnd()) {
      number += in.small();
      digest = ContentDigest.after(digest, entries.entry(in, advisories[number], lists));
    }
    return found;
  }

  /// Of the last package.
  long digest() {
    return digest;
  }

  static int order(IndexDifference.Package one, IndexDifference.Package other) {
    int order = one.ecosystem().compareTo(other.ecosystem());
    return order != 0 ? order : one.name().compareTo(other.name());
  }
}
