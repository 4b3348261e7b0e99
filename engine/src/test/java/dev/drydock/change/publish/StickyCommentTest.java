package dev.drydock.change.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.change.ChangeException;
import dev.drydock.change.host.HostProject;
import dev.drydock.change.host.HostTask;
import dev.drydock.change.host.HostToken;
import dev.drydock.change.host.HostTransport;
import dev.drydock.change.host.RequestComments;
import dev.drydock.change.publish.StickyComment.Outcome;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.json.JsonWriter;
import dev.drydock.limits.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StickyCommentTest {
  private static final String MARKER = "<!-- drydock:shop:linux/amd64 -->";
  private static final String OTHER = "<!-- drydock:shop-worker:linux/amd64 -->";
  private static final long US = 5;
  private static final long STRANGER = 6;

  private final Conversation thread = new Conversation();

  /// The comments on one request of a Codeberg that keeps them.
  private static final class Conversation implements HostTransport {
    private final List<Comment> comments = new ArrayList<>();
    private final Set<Integer> locked = new HashSet<>();
    private int userStatus = 200;
    private int editStatus = 403;

    private record Comment(long author, String body) {}

    @Override
    public Answer send(Request request) throws IOException {
      String path = request.uri().getPath();
      byte[] sent = request.body();
      String body =
          sent == null
              ? ""
              : String.valueOf(
                  new JsonReader(Limits.defaults()).read(sent, "a comment").text("body"));
      if (path.equals("/api/v1/user")) {
        return answer(userStatus, "{\"id\": " + US + "}");
      }
      if (request.method().equals("PATCH")) {
        int index = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
        if (locked.contains(index)) {
          return answer(editStatus, "{}");
        }
        comments.set(index, new Comment(comments.get(index).author(), body));
      } else if (request.method().equals("POST")) {
        comments.add(new Comment(US, body));
      }
      return answer(200, request.method().equals("GET") ? written() : "{}");
    }

    private String written() throws IOException {
      List<String> all = new ArrayList<>();
      for (int i = 0; i < comments.size(); i++) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonWriter json = new JsonWriter(out)) {
          json.object().member("id", (long) i).member("body", comments.get(i).body());
          json.object("user").member("id", comments.get(i).author()).end();
          json.end();
        }
        all.add(out.toString(StandardCharsets.UTF_8));
      }
      return "[" + String.join(",", all) + "]";
    }

    private static Answer answer(int status, String body) {
      return new Answer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    Conversation with(long author, String body) {
      comments.add(new Comment(author, body));
      return this;
    }

    List<String> bodies() {
      return comments.stream().map(Comment::body).toList();
    }
  }

  private Outcome post(String marker, String text) throws Exception {
    return post("https://codeberg.org/own/repo", Map.of("GITEA_TOKEN", "t"), thread, marker, text);
  }

  private static Outcome post(
      String project,
      Map<String, String> environment,
      HostTransport transport,
      String marker,
      String text)
      throws Exception {
    HostProject at = HostProject.of(project, null, null, environment);
    HostToken token = HostToken.of(at, HostTask.COMMENTS, environment);
    return new StickyComment(RequestComments.of(at, 7, token, transport)).post(marker, text);
  }

  @Test
  void redTurnsGreenInTheSameComment() throws Exception {
    thread.with(STRANGER, "Looks good");

    assertThat(post(MARKER, MARKER + "\nSTOPPED")).isEqualTo(Outcome.POSTED);
    assertThat(post(MARKER, MARKER + "\nSTOPPED")).isEqualTo(Outcome.UNCHANGED);
    assertThat(post(OTHER, OTHER + "\nPASSED")).isEqualTo(Outcome.POSTED);
    assertThat(post(MARKER, MARKER + "\nPASSED")).isEqualTo(Outcome.UPDATED);

    assertThat(thread.bodies())
        .containsExactly("Looks good", MARKER + "\nPASSED", OTHER + "\nPASSED");
  }

  @Test
  void whatBrowsersDoToLineEndsIsNoChange() throws Exception {
    thread.with(US, "\r\n" + MARKER + "\r\nPASSED\r\n");

    assertThat(post(MARKER, MARKER + "\nPASSED\n")).isEqualTo(Outcome.UNCHANGED);
  }

  @Test
  void aStrangersCopyOfTheMarkerIsLeftAlone() throws Exception {
    String copy = MARKER + "\nPASSED, says who";
    thread.with(STRANGER, copy);

    assertThat(post(MARKER, MARKER + "\nSTOPPED")).isEqualTo(Outcome.POSTED);
    assertThat(post(MARKER, MARKER + "\nPASSED")).isEqualTo(Outcome.UPDATED);
    assertThat(thread.bodies()).containsExactly(copy, MARKER + "\nPASSED");
  }

  @Test
  void whereNobodySaysWhoWeAreTheHostDecidesWhatWeMayEdit() throws Exception {
    String copy = MARKER + "\nPASSED, says who";
    thread.userStatus = 403;
    thread.locked.add(0);
    thread.with(STRANGER, copy);

    assertThat(post(MARKER, MARKER + "\nSTOPPED")).isEqualTo(Outcome.POSTED);
    assertThat(post(MARKER, MARKER + "\nPASSED")).isEqualTo(Outcome.UPDATED);
    assertThat(thread.bodies()).containsExactly(copy, MARKER + "\nPASSED");
  }

  @Test
  void aCommentThatIsGoneMeanwhileIsPostedAgain() throws Exception {
    thread.editStatus = 404;
    thread.locked.add(0);
    thread.with(US, MARKER + "\nSTOPPED");

    assertThat(post(MARKER, MARKER + "\nPASSED")).isEqualTo(Outcome.POSTED);
  }

  @Test
  void manyCopiesAreNotAllTried() throws Exception {
    thread.userStatus = 403;
    for (int i = 0; i < 30; i++) {
      thread.locked.add(i);
      thread.with(STRANGER, MARKER + i);
    }
    List<String> asked = new ArrayList<>();

    Outcome outcome =
        post(
            "https://codeberg.org/own/repo",
            Map.of("GITEA_TOKEN", "t"),
            request -> {
              asked.add(request.method());
              return thread.send(request);
            },
            MARKER,
            MARKER + "\nSTOPPED");
    assertThat(outcome).isEqualTo(Outcome.POSTED);
    assertThat(asked.stream().filter("PATCH"::equals)).hasSize(10);
  }

  @Test
  void anOverloadedHostGetsNoSecondComment() {
    thread.editStatus = 503;
    thread.locked.add(0);
    thread.with(US, MARKER + "\nSTOPPED");

    assertThatThrownBy(() -> post(MARKER, MARKER + "\nPASSED"))
        .isInstanceOf(ChangeException.class)
        .hasMessage("codeberg.org cannot answer at the moment (HTTP 503); try again later");
    assertThat(thread.bodies()).containsExactly(MARKER + "\nSTOPPED");
  }

  @Test
  void bitbucketGetsNoHtmlAndFindsItsCommentAgain() throws Exception {
    List<Json> sent = new ArrayList<>();
    HostTransport bitbucket =
        request -> {
          String answer = "{\"values\": []}";
          byte[] body = request.body();
          if (body != null) {
            sent.add(new JsonReader(Limits.defaults()).read(body, "a comment"));
          } else if (!sent.isEmpty()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (JsonWriter json = new JsonWriter(out)) {
              json.object().array("values").object().member("id", 3L);
              json.object("user").member("uuid", "{a}").end();
              json.object("content").member("raw", raw(sent.getFirst())).end();
              json.end().end().end();
            }
            answer = out.toString(StandardCharsets.UTF_8);
          }
          int status = request.uri().getPath().endsWith("/user") ? 403 : 200;
          return new HostTransport.Answer(
              status, Map.of(), answer.getBytes(StandardCharsets.UTF_8));
        };
    String text =
        MARKER
            + """

            ## STOPPED
            <sub>Debian 11</sub>

            | a | **b**<br>c\\<br\\> |

            <details open><summary>What stops it: 2</summary>

            - one@&#8203;two

            </details>
            """;
    Map<String, String> environment = Map.of("BITBUCKET_TOKEN", "t");

    assertThat(post("https://bitbucket.org/own/repo", environment, bitbucket, MARKER, text))
        .isEqualTo(Outcome.POSTED);
    assertThat(raw(sent.getFirst()))
        .isEqualTo(
            """
            [//]: # (drydock:shop:linux/amd64)

            ## STOPPED
            Debian 11

            | a | **b**; c\\<br\\> |

            **What stops it: 2**

            - one@\u200btwo

            """);
    assertThat(post("https://bitbucket.org/own/repo", environment, bitbucket, MARKER, text))
        .isEqualTo(Outcome.UNCHANGED);
  }

  private static String raw(Json comment) {
    return comment.get("content").map(content -> content.text("raw")).orElse("");
  }

  @Test
  void whatIsTooLongIsCutAtALine() throws Exception {
    post(MARKER, MARKER + "\n" + "line of text\n".repeat(10_000));

    String body = thread.bodies().getFirst();
    assertThat(body.length()).isBetween(64_900, 65_000);
    assertThat(body)
        .startsWith(MARKER + "\nline of text\n")
        .endsWith(
            "\nline of text\n\n… the rest is too long for this host; `drydock plan` shows all of"
                + " it.");
  }

  @Test
  void theMarkerHasToBeThere() {
    assertThatIllegalArgumentException().isThrownBy(() -> post(MARKER, "PASSED"));
  }
}
