package dev.drydock.server.alert.subscription;

import dev.drydock.server.alert.channel.ChannelKind;
import dev.drydock.server.alert.channel.ChannelSettings;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A channel as users write it; what each kind needs is in docs/server-alerts.md.
record ChannelRequest(
    @NotNull ChannelKind kind,
    @Schema(description = "Of the webhook, or of the service") @Nullable URI address,
    @Schema(description = "E-mail addresses") @Size(max = 50) @Nullable List<@NotNull String> recipients,
    @Schema(description = "Where issues are opened: owner/repository, group/project, SHOP")
        @Size(max = 300)
        @Nullable String project,
    @Schema(description = "Of Jira Cloud: an e-mail address") @Size(max = 300) @Nullable String user,
    @Schema(description = "Of Jira; Task where it is not said") @Size(max = 100)
        @Nullable String issueType,
    @Schema(
            description =
                "A token, or what webhooks are signed with; never shown again. Where it is left out in an edit, it stays",
            accessMode = Schema.AccessMode.WRITE_ONLY)
        @Size(max = 2000)
        @Nullable String secret) {

  ChannelSettings settings(@Nullable String secretKept) {
    return new ChannelSettings(
        address,
        recipients == null ? List.of() : recipients,
        project,
        user,
        issueType,
        secret == null ? secretKept : secret);
  }

  /// Without what is not to be seen.
  @Override
  public String toString() {
    return "ChannelRequest[kind=" + kind + "]";
  }
}
