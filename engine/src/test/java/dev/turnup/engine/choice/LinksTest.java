package dev.turnup.engine.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.order.Notice.News;
import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {

  private static final Link LINK =
      new Link(
          new OrderId("PO-1007"),
          News.APPOINTMENT,
          "2",
          3,
          "2026-12-04T09:00+01:00",
          Instant.parse("2026-12-04T08:00:00Z"));

  private final Links links = links("a long random text");

  @Test
  void namesWhatItIsAbout() {
    assertThat(links.read(token(LINK))).contains(LINK);
    Link ofTheOrder =
        new Link(LINK.order(), News.PROMISE, "", 2, "2026-12-11", Instant.ofEpochSecond(1));
    assertThat(links.read(token(ofTheOrder))).contains(ofTheOrder);
  }

  @Test
  void needsNothingThatAnAddressWouldHaveWrittenOtherwise() {
    assertThat(links.addressOf(LINK).orElseThrow())
        .startsWith("https://orders.example.org/choices/")
        .matches("https://[A-Za-z0-9._/-]{100,300}");
  }

  @Test
  void isNotMadeByAnyoneElse() {
    String token = token(LINK);
    String text = new String(Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))));
    String other =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(text.replace("1007", "1008").getBytes());

    assertThat(links.read(other + token.substring(token.indexOf('.')))).isEmpty();
    assertThat(links.read(token.substring(0, token.length() - 1))).isEmpty();
    assertThat(links.read(token + "A")).isEmpty();
    assertThat(links("another long random text").read(token)).isEmpty();
    assertThat(new Links(Optional.empty(), Optional::empty).read(token)).isEmpty();
  }

  /** What decodes to the same text is still another link. */
  @Test
  void isWrittenInOneWay() {
    String token = token(LINK);
    int end = token.indexOf('.');

    assertThat(links.read(token.substring(0, end) + "=" + token.substring(end))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "x", "x.y", "..", "%00.%00", "PO-1007", "ÄÖÜ.ÄÖÜ"})
  void isNothingElse(String token) {
    assertThat(links.read(token)).isEmpty();
  }

  @Test
  void isNotReadIfItIsVeryLong() {
    assertThat(links.read("A".repeat(1_000_000) + "." + "A".repeat(43))).isEmpty();
  }

  @Test
  void letsOnlyTheFormOfItsOwnPageChoose() {
    String key = links.formKeyOf(token(LINK));

    assertThat(links.isFormKey(token(LINK), key)).isTrue();
    assertThat(links.isFormKey(token(LINK) + "A", key)).isFalse();
    assertThat(links.isFormKey(token(LINK), token(LINK))).isFalse();
    assertThat(links.isFormKey(token(LINK), "")).isFalse();
    assertThat(new Links(Optional.empty(), Optional::empty).isFormKey("x.y", "")).isFalse();
  }

  private String token(Link link) {
    String address = links.addressOf(link).orElseThrow();
    return address.substring(address.lastIndexOf('/') + 1);
  }

  private static Links links(String key) {
    return new Links(
        Optional.of(text -> sealed(key, text)), () -> Optional.of("https://orders.example.org"));
  }

  /** As good as a signature for what is tried here. */
  private static String sealed(String key, String text) {
    return "%08x%08x".formatted((key + text).hashCode(), (text + key).hashCode());
  }
}
