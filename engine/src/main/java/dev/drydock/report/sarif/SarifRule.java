package dev.drydock.report.sarif;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One reporting descriptor (SARIF 2.1.0, §3.49): what a number of results have in common.
///
/// @param title one line
/// @param description a paragraph
/// @param text help, plain
/// @param markdown the same help with markup
/// @param severity from 0 to 10, which GitHub shows in words
/// @param page for people; `null` where there is none
record SarifRule(
    String id,
    String title,
    String description,
    String text,
    String markdown,
    double severity,
    List<String> tags,
    @Nullable String page) {}
