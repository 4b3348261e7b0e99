package dev.drydock.server.alert.channel;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import dev.drydock.server.alert.Message;
import dev.drydock.server.alert.Message.Group;
import dev.drydock.server.alert.Message.Item;
import dev.drydock.server.alert.MessageText;
import dev.drydock.server.alert.channel.ChannelSettings.Part;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/// E-mail by the operator's mail server: plain text, and the same as simple HTML. The key is the
/// `Message-ID` (RFC 5322, section 3.6.4), by which mail programs know a repetition.
record EmailChannel(List<String> recipients) implements Channel {
  private static final int MOST_RECIPIENTS = 50;

  static Channel of(ChannelSettings settings) throws InvalidChannelException {
    settings.only(Part.RECIPIENTS);
    List<String> recipients = settings.recipients();
    if (recipients.isEmpty() || recipients.size() > MOST_RECIPIENTS) {
      throw new InvalidChannelException("say the recipients: 1 to 50 e-mail addresses");
    }
    for (String recipient : recipients) {
      if (!isAddress(recipient)) {
        throw new InvalidChannelException(
            "a recipient is no e-mail address such as team@example.com");
      }
    }
    return new EmailChannel(List.copyOf(recipients));
  }

  private static boolean isAddress(String text) {
    try {
      InternetAddress address = new InternetAddress(text, true);
      return text.equals(address.getAddress()) && text.indexOf('@') > 0 && text.length() <= 254;
    } catch (AddressException _) {
      return false;
    }
  }

  @Override
  public String shown() {
    return String.join(", ", recipients);
  }

  @Override
  public String deliver(Message message, Outlets outlets) throws DeliveryException {
    JavaMailSender sender = outlets.mail();
    if (sender == null) {
      throw DeliveryException.later(
          "This server sends no e-mail: its operator has to set spring.mail.host");
    }
    try {
      sender.send(mail(message, sender, outlets.mailFrom()));
      return "";
    } catch (MailAuthenticationException e) {
      throw DeliveryException.later(
          "The mail server does not take the server's credentials: its operator has to set spring.mail.username and password");
    } catch (MailException | MessagingException e) {
      throw DeliveryException.later("The mail server did not take it: " + reason(e));
    }
  }

  private static String reason(Exception e) {
    Throwable cause =
        e instanceof MailSendException failed && failed.getMessageExceptions().length > 0
            ? failed.getMessageExceptions()[0]
            : e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String words = cause.getMessage();
    return words == null ? cause.getClass().getSimpleName() : words;
  }

  private MimeMessage mail(Message message, JavaMailSender sender, String from)
      throws MessagingException {
    MimeMessage mail = sender.createMimeMessage();
    MimeMessageHelper helper =
        new MimeMessageHelper(
            mail, MimeMessageHelper.MULTIPART_MODE_MIXED, StandardCharsets.UTF_8.name());
    helper.setFrom(from);
    helper.setTo(recipients.toArray(String[]::new));
    helper.setSubject(MessageText.subject(message));
    helper.setSentDate(Date.from(message.madeAt()));
    helper.setText(plain(message), html(message));
    String domain = from.substring(from.lastIndexOf('@') + 1).replaceAll("[^A-Za-z0-9.-]", "");
    mail.setHeader("Message-ID", "<" + message.key() + "@" + domain + ">");
    // so that no out-of-office answers come back (RFC 3834)
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setHeader("X-Drydock-Key", message.key().toString());
    return mail;
  }

  static String plain(Message message) {
    StringBuilder text = new StringBuilder(1_000);
    for (Group group : message.groups()) {
      text.append(MessageText.title(group)).append('\n');
      for (Item item : group.items()) {
        text.append("  - ").append(MessageText.line(item)).append('\n');
      }
      append(text, "  ", MessageText.leftOut(group.leftOut()));
      append(text, "  ", MessageText.imageLine(group));
      append(text, "  ", MessageText.nextStep(group));
      text.append('\n');
    }
    append(text, "", MessageText.leftOut(message.leftOut()));
    return text.append("-- \n").append(MessageText.footer(message)).append('\n').toString();
  }

  private static void append(StringBuilder text, String indent, String line) {
    if (!line.isEmpty()) {
      text.append(indent).append(line).append('\n');
    }
  }

  static String html(Message message) {
    StringBuilder html = new StringBuilder(2_000);
    html.append("<!doctype html><html><body>");
    for (Group group : message.groups()) {
      html.append("<h3>").append(htmlEscape(MessageText.title(group))).append("</h3><ul>");
      for (Item item : group.items()) {
        html.append("<li>").append(htmlEscape(MessageText.line(item))).append("</li>");
      }
      html.append("</ul>");
      paragraph(html, MessageText.leftOut(group.leftOut()));
      paragraph(html, MessageText.imageLine(group));
      paragraph(html, MessageText.nextStep(group));
    }
    paragraph(html, MessageText.leftOut(message.leftOut()));
    html.append("<hr><p><small>").append(htmlEscape(MessageText.footer(message)));
    return html.append("</small></p></body></html>").toString();
  }

  private static void paragraph(StringBuilder html, String line) {
    if (!line.isEmpty()) {
      html.append("<p>").append(htmlEscape(line)).append("</p>");
    }
  }
}
