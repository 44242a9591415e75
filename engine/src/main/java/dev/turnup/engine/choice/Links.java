package dev.turnup.engine.choice;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnup.engine.order.Codes;
import dev.turnup.engine.order.Notice.News;
import dev.turnup.engine.order.OrderId;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The links in notices. Whoever has one may choose: no login is asked for, so nobody can make one
 * without the key, and nothing is read in one that is not sealed.
 */
public final class Links {

  private static final int LONGEST = 300;
  private static final String SEPARATOR = " ";

  private final Optional<Seal> seal;
  private final Supplier<Optional<String>> pages;

  /**
   * @param seal empty if there is no key: no link is made then, and none is valid
   * @param pages below which address customers find their pages, if that is known
   */
  public Links(Optional<Seal> seal, Supplier<Optional<String>> pages) {
    this.seal = seal;
    this.pages = pages;
  }

  /** Where the customer chooses; empty if there are no links here. */
  Optional<String> addressOf(Link link) {
    return seal.flatMap(
        s -> pages.get().map(page -> page + "/choices/" + tokenOf(written(link), s)));
  }

  /** What a link names; empty if it was not made here. */
  public Optional<Link> read(String token) {
    int end = token.indexOf('.');
    if (end < 0 || token.length() > LONGEST) {
      return Optional.empty();
    }
    return seal.flatMap(
            s -> textIn(token.substring(0, end)).filter(text -> isSame(token, tokenOf(text, s))))
        .flatMap(Links::linkIn);
  }

  /** What the form on the page of a link carries: only who has read the page can send it. */
  public String formKeyOf(String token) {
    return seal.map(s -> s.of("form " + token)).orElse("");
  }

  /** Whether a form comes from the page of this link. */
  public boolean isFormKey(String token, String given) {
    return seal.isPresent() && isSame(given, formKeyOf(token));
  }

  private static String tokenOf(String text, Seal seal) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8))
        + "."
        + seal.of("link " + text);
  }

  private static String written(Link link) {
    return String.join(
        SEPARATOR,
        link.order().value(),
        link.news().code(),
        link.about(),
        Integer.toString(link.change()),
        link.told(),
        Long.toString(link.expires().getEpochSecond()));
  }

  private static Optional<String> textIn(String encoded) {
    try {
      return Optional.of(new String(Base64.getUrlDecoder().decode(encoded), UTF_8));
    } catch (IllegalArgumentException notEncoded) {
      return Optional.empty();
    }
  }

  /** Of a text that was sealed here, so that each part is what it has to be. */
  private static Optional<Link> linkIn(String text) {
    String[] parts = text.split(SEPARATOR, -1);
    return Codes.find(News.values(), News::code, parts[1])
        .map(
            news ->
                new Link(
                    new OrderId(parts[0]),
                    news,
                    parts[2],
                    Integer.parseInt(parts[3]),
                    parts[4],
                    Instant.ofEpochSecond(Long.parseLong(parts[5]))));
  }

  /** Takes as long wherever the two differ. */
  private static boolean isSame(String one, String other) {
    return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
  }
}
