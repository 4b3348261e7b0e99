package dev.drydock.archive;

/// One member of a zip archive as the central directory has it: claims, none of them checked.
///
/// @param name as it stands there; `..` in it means nothing here, since nothing is written
/// @param method of compression, 0 stored, 8 deflated
/// @param header where its local header should be
public record ZipEntry(
    String name, boolean encrypted, int method, long compressedSize, long size, long header) {}
