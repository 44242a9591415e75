package dev.turnup.engine.persistence;

import dev.turnup.engine.subscription.Subscription;
import dev.turnup.engine.subscription.Subscriptions.Standing;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface SubscriptionMapper {

  long lockHorizon();

  void insert(
      @Param("row") SubscriptionRow row,
      @Param("eventTypes") String[] eventTypes,
      @Param("states") String[] states,
      @Param("sealedSecret") byte @Nullable [] sealedSecret);

  /**
   * @param owner null for anybody's
   * @param id null for any
   */
  List<SubscriptionRow> find(
      @Param("owner") @Nullable String owner, @Param("id") @Nullable UUID id);

  int delete(@Param("id") UUID id, @Param("owner") @Nullable String owner);

  Optional<SecretRow> findSecret(@Param("id") UUID id);

  List<StandingRow> findStandings(@Param("upTo") int upTo);

  void updateResumed(@Param("id") UUID id, @Param("now") OffsetDateTime now);

  /** A sealed secret, if there is one. */
  record SecretRow(byte @Nullable [] sealedSecret) {}

  /** A row of {@code subscription}. */
  record SubscriptionRow(
      UUID id,
      String owner,
      @Nullable String onlyOf,
      String callback,
      String query,
      OffsetDateTime createdAt) {

    static SubscriptionRow of(Subscription subscription) {
      return new SubscriptionRow(
          subscription.id(),
          subscription.owner(),
          subscription.onlyOf().orElse(null),
          subscription.callback().toString(),
          subscription.query(),
          Utc.of(subscription.madeAt()));
    }

    Subscription subscription() {
      return new Subscription(
          id,
          owner,
          Optional.ofNullable(onlyOf),
          URI.create(callback),
          query,
          createdAt.toInstant());
    }
  }

  /** A subscription and how far it has got. */
  record StandingRow(
      UUID id,
      String owner,
      String callback,
      String query,
      boolean signed,
      long behind,
      long failingOrders,
      long parkedOrders,
      @Nullable OffsetDateTime failingSince,
      @Nullable String lastFailure) {

    Standing standing() {
      return new Standing(
          id,
          owner,
          URI.create(callback),
          query,
          signed,
          behind,
          failingOrders,
          parkedOrders,
          Optional.ofNullable(failingSince).map(OffsetDateTime::toInstant),
          Optional.ofNullable(lastFailure));
    }
  }
}
