package dev.turnup.engine.persistence;

import dev.turnup.engine.decomposition.InstalledBase.InstalledProduct;
import dev.turnup.engine.decomposition.InstalledBase.InstalledService;
import dev.turnup.engine.order.Site;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface InstalledProductMapper {

  void delete(@Param("orderId") String orderId);

  void insert(@Param("orderId") String orderId, @Param("rows") List<InstalledProductRow> rows);

  List<InstalledProductRow> find(@Param("orderId") String orderId);

  /**
   * A row of {@code installed_product}.
   *
   * @param characteristics JSON text
   * @param services JSON text
   */
  record InstalledProductRow(
      String productId,
      boolean active,
      @Nullable String customerId,
      @Nullable String accountId,
      @Nullable String offering,
      @Nullable String siteId,
      String siteAddress,
      String sitePostalCode,
      String characteristics,
      String services) {

    static InstalledProductRow of(InstalledProduct product) {
      return new InstalledProductRow(
          product.id(),
          product.active(),
          product.customer().orElse(null),
          product.account().orElse(null),
          product.offering().orElse(null),
          product.site().map(Site::id).orElse(null),
          product.site().map(Site::address).orElse(""),
          product.site().map(Site::postalCode).orElse(""),
          Json.of(product.characteristics()),
          Json.of(product.services()));
    }

    InstalledProduct product() {
      return new InstalledProduct(
          productId,
          active,
          Optional.ofNullable(customerId),
          Optional.ofNullable(accountId),
          Optional.ofNullable(offering),
          Optional.ofNullable(siteId).map(id -> new Site(id, siteAddress, sitePostalCode)),
          Json.texts(characteristics),
          Json.list(services, InstalledService.class));
    }
  }
}
