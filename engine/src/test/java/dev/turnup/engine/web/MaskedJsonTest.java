package dev.turnup.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaskedJsonTest {

  @Test
  void hidesWhatIsSecretByItsNameHoweverDeep() {
    assertThat(
            MaskedJson.of(
                    """
                    {"speed": "300", "accessToken": {"a": 1}, "items": [{"PUK": "1234", "shipping": "x"}],
                     "characteristics": [{"name": "pppoePassword", "value": "s3cret"}, {"name": "vlan", "value": 7}]}""")
                .toString())
        .isEqualTo(
            "{\"speed\":\"300\",\"accessToken\":\"•••\",\"items\":[{\"PUK\":\"•••\",\"shipping\":\"x\"}],"
                + "\"characteristics\":[{\"name\":\"pppoePassword\",\"value\":\"•••\"},{\"name\":\"vlan\",\"value\":7}]}");
  }
}
