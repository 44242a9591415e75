package dev.turnup.engine.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

  private static final int MAX = StrictJson.MAX_BYTES;

  @Test
  void keepsDigitsUnknownAttributesAndOrder() throws IOException {
    String sent =
        """
        {"z":1.10,"a":{"@type":"Ours","big":123456789012345678901234567890,"small":0.000},"n":null}""";

    assertThat(StrictJson.objectFrom(bytes(sent), MAX).toString()).isEqualTo(sent);
  }

  @Test
  void keepsCharactersBeyondTheBasicPlane() throws IOException {
    assertThat(StrictJson.objectFrom(bytes("{\"a\":\"\\ud83d\\ude80\"}"), MAX).get("a").textValue())
        .isEqualTo("🚀");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n"})
  void refusesAnEmptyBody(String body) {
    assertThat(refusalOf(body).reason()).isEqualTo("the body is empty");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          []                                | the body is not a JSON object
          "order"                           | the body is not a JSON object
          {"a":1}{"b":2}                    | something follows the JSON object
          {"a":1,"a":2}                     | a is there twice
          {"a":[{"b":{"c":1,"c":1}}]}       | a[0].b.c is there twice
          {"a":[0,"x\\u0000y"]}             | a[1] contains the character NUL
          {"a":{"b\\u0000":1}}              | a.b? contains the character NUL
          {"a":"\\ud800"}                   | a contains half a surrogate pair
          {"a":"\\udc00\\ud800"}            | a contains half a surrogate pair
          {"a":1e999999999}                 | a is a number beyond all measure
          {"a":1e99999999999}               | a is a number beyond all measure
          {"a":[1e-1000]}                   | a[0] is a number beyond all measure
          """)
  void refusesWhatADatabaseCouldNotGiveBack(String body, String reason) {
    Problem problem = refusalOf(body);

    assertThat(problem.reason()).isEqualTo(reason);
    assertThat(problem.status()).isEqualTo("400");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"a\"",
        "{\"a\":}",
        "{\"a\":tru}",
        "{\"a\":01}",
        "{\"a\":NaN}",
        "{'a':1}",
        "{\"a\":1,}",
        "{\"a\":\"\0\"}",
        "\0{\"a\":1}",
        "// order\n{}",
        "{\"a\":\"\t\"}"
      })
  void refusesWhatIsNoJsonAndSaysWhere(String body) {
    assertThat(refusalOf(body).reason()).startsWith("the body is no JSON at line ");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 2_000})
  void refusesNumbersWithTooManyDigits(int digits) {
    assertThat(refusalOf("{\"a\":" + "9".repeat(digits) + "}").status()).isEqualTo("400");
    assertThat(refusalOf("{\"a\":0." + "9".repeat(digits) + "}").status()).isEqualTo("400");
  }

  /** The database writes out what came with an exponent. */
  @ParameterizedTest
  @ValueSource(strings = {"1E+399", "-1.25E+399", "0.5E-399", "1e-400", "12345678901234567890E-20"})
  void readsAgainWhateverItLetThrough(String number) throws IOException {
    JsonNode read = StrictJson.objectFrom(bytes("{\"a\":" + number + "}"), MAX).path("a");
    String written = read.decimalValue().toPlainString();

    assertThat(StrictJson.objectIn("{\"a\":" + written + "}").path("a").decimalValue())
        .isEqualByComparingTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1E+400", "12E+399", "1e-401", "1.5e-400"})
  void refusesNumbersThatTheDatabaseWouldWriteWithTooManyDigits(String number) {
    assertThat(refusalOf("{\"a\":" + number + "}").status()).isEqualTo("400");
  }

  @Test
  void refusesTextThatIsNotUtf8() {
    byte[] latin = "{\"a\":\"é\"}".getBytes(ISO_8859_1);
    byte[] encodedSurrogate = {'{', '"', 'a', '"', ':', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80};

    assertThat(refusalOf(new ByteArrayInputStream(latin)).reason())
        .isEqualTo("the body is not UTF-8");
    assertThat(refusalOf(new ByteArrayInputStream(encodedSurrogate)).reason())
        .isEqualTo("the body is not UTF-8");
  }

  @Test
  void readsThirtyTwoLevelsAndNotOneMore() throws IOException {
    assertThat(StrictJson.objectFrom(bytes(nested(32)), MAX).has("a")).isTrue();
    assertThat(refusalOf(nested(33)).code()).isEqualTo("too-deep");
    assertThat(refusalOf("{\"a\":" + "[".repeat(1_000_000)).code()).isEqualTo("too-deep");
  }

  @Test
  void stopsReadingAfterFiveMegabytes() {
    Endless endless = new Endless();

    Problem problem = refusalOf(endless);

    assertThat(problem.status()).isEqualTo("413");
    assertThat(endless.given).isLessThan(6 * 1024 * 1024);
  }

  private static String nested(int levels) {
    return "{\"a\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}";
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static Problem refusalOf(String body) {
    return refusalOf(bytes(body));
  }

  private static Problem refusalOf(InputStream body) {
    return catchThrowableOfType(RequestRefused.class, () -> StrictJson.objectFrom(body, MAX))
        .problem();
  }

  private static final class Endless extends InputStream {

    private int given;

    @Override
    public int read() {
      given++;
      return ' ';
    }
  }
}
