package nl.vangnet.access;

import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.RegionId;

/// Where a role holds.
public sealed interface Scope extends java.io.Serializable {
  /// Everything in the product.
  record Everywhere() implements Scope {}

  /// One region and the sites in it.
  record InRegion(RegionId region) implements Scope {}

  /// One organisation and its sites.
  record InOrganisation(OrganisationId organisation) implements Scope {}
}
