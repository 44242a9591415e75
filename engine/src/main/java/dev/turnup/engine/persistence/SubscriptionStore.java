package dev.turnup.engine.persistence;

import dev.turnup.engine.persistence.SubscriptionMapper.SubscriptionRow;
import dev.turnup.engine.subscription.EventQuery;
import dev.turnup.engine.subscription.Secret;
import dev.turnup.engine.subscription.Secrets;
import dev.turnup.engine.subscription.Subscription;
import dev.turnup.engine.subscription.Subscriptions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

@Repository
class SubscriptionStore implements Subscriptions, Secrets {

  /** Events that a subscriber is behind; nobody needs to know how many more there are. */
  private static final int MOST_COUNTED = 10_000;

  private final SubscriptionMapper mapper;
  private final UnwrittenEntries unwritten;
  private final SealedSecrets secrets;

  SubscriptionStore(SubscriptionMapper mapper, UnwrittenEntries unwritten, SealedSecrets secrets) {
    this.mapper = mapper;
    this.unwritten = unwritten;
    this.secrets = secrets;
  }

  @Override
  public void lock() {
    mapper.lockHorizon();
  }

  @Override
  public List<Subscription> of(String owner) {
    return mapper.find(owner, null).stream().map(SubscriptionRow::subscription).toList();
  }

  @Override
  public List<Subscription> all() {
    return mapper.find(null, null).stream().map(SubscriptionRow::subscription).toList();
  }

  @Override
  public Optional<Subscription> find(UUID id) {
    return mapper.find(null, id).stream().map(SubscriptionRow::subscription).findFirst();
  }

  @Override
  public boolean keepsSecrets() {
    return secrets.haveKey();
  }

  @Override
  public void add(Subscription subscription, EventQuery wanted, Optional<Secret> secret) {
    unwritten.write();
    mapper.insert(
        SubscriptionRow.of(subscription),
        wanted.types().toArray(String[]::new),
        wanted.states().toArray(String[]::new),
        secret.map(plain -> secrets.seal(subscription.id(), plain)).orElse(null));
  }

  @Override
  public boolean remove(UUID id, Optional<String> owner) {
    return mapper.delete(id, owner.orElse(null)) == 1;
  }

  @Override
  public Optional<Secret> secretOf(UUID subscription) {
    return mapper
        .findSecret(subscription)
        .map(SubscriptionMapper.SecretRow::sealedSecret)
        .map(kept -> secrets.open(subscription, kept));
  }

  @Override
  public List<Standing> standings() {
    unwritten.write();
    return mapper.findStandings(MOST_COUNTED).stream()
        .map(SubscriptionMapper.StandingRow::standing)
        .toList();
  }

  @Override
  public boolean resume(UUID id, Instant now) {
    mapper.updateResumed(id, Utc.of(now));
    return find(id).isPresent();
  }
}
