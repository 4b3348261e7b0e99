package dev.drydock.server.alert;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How alerts are delivered.
///
/// @param mailFrom the sender of e-mails
/// @param attempts after how many a message is given up; it is shown as dead then, and can be
///   delivered again by hand
/// @param firstWait before the second attempt; each following wait is twice as long
/// @param longestWait between two attempts
/// @param failuresToRest after how many failures in a row a channel rests, so that a receiver that
///   is down is not knocked at by every message
/// @param lease after which a message whose deliverer has died is tried by another one; longer than
///   any attempt takes
/// @param atOnce how many messages one server delivers at once
@ConfigurationProperties("drydock.alert")
public record AlertSettings(
    @DefaultValue("drydock@localhost") String mailFrom,
    @DefaultValue("12") int attempts,
    @DefaultValue("10s") Duration firstWait,
    @DefaultValue("1h") Duration longestWait,
    @DefaultValue("5") int failuresToRest,
    @DefaultValue("3m") Duration lease,
    @DefaultValue("16") int atOnce) {}
