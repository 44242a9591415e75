package dev.turnup.engine.persistence;

import dev.turnup.engine.choice.Choice;
import dev.turnup.engine.choice.CustomerChoices;
import dev.turnup.engine.choice.Link;
import dev.turnup.engine.persistence.ChoiceMapper.About;
import dev.turnup.engine.persistence.ChoiceMapper.ChoiceRow;
import java.util.Optional;
import org.springframework.stereotype.Repository;

@Repository
class ChoiceStore implements CustomerChoices {

  private final ChoiceMapper mapper;

  ChoiceStore(ChoiceMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public Optional<Made> find(Link link) {
    return mapper
        .find(About.of(link))
        .map(
            row ->
                new Made(
                    Choice.named(row.choice()).orElseThrow(),
                    row.chosenAt().toInstant(),
                    Optional.ofNullable(row.cancellationId())));
  }

  @Override
  public boolean add(Link link, Made made) {
    ChoiceRow row =
        new ChoiceRow(made.choice().code(), Utc.of(made.at()), made.cancellation().orElse(null));
    return mapper.insert(About.of(link), row) == 1;
  }
}
