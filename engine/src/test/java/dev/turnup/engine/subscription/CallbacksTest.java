package dev.turnup.engine.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.subscription.Callbacks.UnfitCallback;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbacksTest {

  private static final Callbacks ANYWHERE_PUBLIC =
      new Callbacks(List.of(), InetAddress::getAllByName);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/x",
        "http://127.255.255.254",
        "http://2130706433/",
        "http://0.0.0.0/",
        "http://0.1.2.3/",
        "http://10.0.0.1/",
        "http://100.64.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://172.16.0.1/",
        "http://172.31.255.255/",
        "http://192.168.1.1/",
        "http://192.0.0.192/",
        "http://198.18.0.1/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://[::]/",
        "http://[::1]:8080/",
        "http://[::127.0.0.1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[2001::1]/",
        "http://[fc00::1]/",
        "http://[fd12:3456::1]/",
        "http://[fe80::1]/",
        "http://[fec0::1]/",
        "http://[ff02::1]/",
        "http://localhost:9999/"
      })
  void sendsNothingToAddressesThatAreNotPublic(String callback) {
    assertThatThrownBy(() -> ANYWHERE_PUBLIC.checked(callback))
        .isInstanceOf(UnfitCallback.class)
        .hasMessageContaining("not public");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://9.255.255.255",
        "http://11.0.0.1:8080/tmf",
        "https://100.63.255.255/a/b",
        "http://172.32.0.1",
        "https://[2606:4700::1111]/events",
        "HTTPS://93.184.216.34/x"
      })
  void sendsToPublicOnes(String callback) {
    assertThat(ANYWHERE_PUBLIC.checked(callback)).isEqualTo(URI.create(callback));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "ftp://93.184.216.34/",
        "file:///etc/passwd",
        "gopher://93.184.216.34/",
        "//93.184.216.34/x",
        "93.184.216.34",
        "http:///x",
        "http://127.1/",
        "http://0x7f000001/",
        "http://user:password@93.184.216.34/",
        "http://93.184.216.34@127.0.0.1/",
        "http://93.184.216.34/x?to=y",
        "http://93.184.216.34/x#y",
        "http://93.184.216.34:0/",
        "http://93.184.216.34:65536/",
        "http://93.184.216.34/a b",
        "http://93.184.216.34/\r\nX-Header: y",
        "javascript:alert(1)",
        "http://no-such-host.invalid/"
      })
  void refusesWhatIsNoAddressToSendTo(String callback) {
    assertThatThrownBy(() -> ANYWHERE_PUBLIC.checked(callback)).isInstanceOf(UnfitCallback.class);
  }

  @Test
  void refusesAnAddressLongerThanAnyHas() {
    assertThatThrownBy(() -> ANYWHERE_PUBLIC.checked("http://93.184.216.34/" + "x".repeat(2_000)))
        .isInstanceOf(UnfitCallback.class);
  }

  @Test
  void sendsToNetworksThatAreAllowedAndToNoneBeside() {
    Callbacks callbacks =
        new Callbacks(
            List.of(Network.of("10.20.0.0/16"), Network.of("fd00:20::/32")),
            InetAddress::getAllByName);

    assertThat(callbacks.checked("http://10.20.255.1/"))
        .isEqualTo(URI.create("http://10.20.255.1"));
    assertThat(callbacks.checked("http://[fd00:20:1::1]/")).isNotNull();
    assertThatThrownBy(() -> callbacks.checked("http://10.21.0.1/"))
        .isInstanceOf(UnfitCallback.class);
    assertThatThrownBy(() -> callbacks.checked("http://[fd00:21::1]/"))
        .isInstanceOf(UnfitCallback.class);
  }

  @Test
  void refusesANameOneOfWhoseAddressesIsNotPublic() {
    Callbacks callbacks = new Callbacks(List.of(), host -> addresses("93.184.216.34", "10.0.0.1"));

    assertThatThrownBy(() -> callbacks.checked("http://two-faced.example/"))
        .isInstanceOf(UnfitCallback.class);
  }

  @Test
  void seesThroughIpv4ThatANameServerDressesAsIpv6() throws UnknownHostException {
    byte[] dressed = new byte[16];
    dressed[10] = (byte) 0xff;
    dressed[11] = (byte) 0xff;
    dressed[12] = 127;
    dressed[15] = 1;
    InetAddress loopback = Inet6Address.getByAddress("dressed.example", dressed, -1);
    Callbacks callbacks = new Callbacks(List.of(), host -> new InetAddress[] {loopback});

    assertThatThrownBy(() -> callbacks.checked("http://dressed.example/"))
        .isInstanceOf(UnfitCallback.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "intranet/8", "10.0.0.0/x", "::/129"})
  void refusesWhatIsNoNetwork(String notation) {
    assertThatThrownBy(() -> Network.of(notation)).isInstanceOf(IllegalArgumentException.class);
  }

  private static InetAddress[] addresses(String... literals) throws UnknownHostException {
    InetAddress[] all = new InetAddress[literals.length];
    for (int i = 0; i < literals.length; i++) {
      all[i] = InetAddress.getByName(literals[i]);
    }
    return all;
  }
}
