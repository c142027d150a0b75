package nl.vangnet.exchange;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.SourceSystem;
import nl.vangnet.access.SourceSystems;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.Site;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Recognises who sends: a registered, active source system with at least one site, with its
/// certificate where one is asked.
@Component
class Senders {
  /// What was recognised.
  sealed interface Recognition {
    /// A sender that may send.
    record Known(Sender sender) implements Recognition {}

    /// One that may not.
    record Turned(Fault fault, long source) implements Recognition {}
  }

  private record Sites(DirectorySnapshot of, Map<OrganisationId, List<Site>> byOrganisation) {}

  private final SourceSystems sources;
  private final Directory directory;
  private volatile Sites sites = new Sites(DirectorySnapshot.EMPTY, Map.of());

  Senders(SourceSystems sources, Directory directory) {
    this.sources = sources;
    this.directory = directory;
  }

  /// Recognises the sender of a message; `certificate` is what the connection showed, and `trusted`
  /// passes over it: a kept message showed it when it came in.
  Recognition recognise(Header header, @Nullable String certificate, boolean trusted) {
    var found = sources.findSender(header.application(), header.facility());
    if (found.isEmpty()) {
      return stranger(header);
    }
    var source = found.get();
    if (!source.active()) {
      return inactive(source);
    }
    if (!trusted && source.certificate() != null && !source.certificate().equals(certificate)) {
      return new Recognition.Turned(
          Fault.refused(
              "wrong-certificate",
              204,
              "MSH-3",
              "This sender must connect with its registered client certificate"),
          source.id());
    }
    var own = sites(source.organisation());
    if (own.isEmpty()) {
      return new Recognition.Turned(
          Fault.refused(
              "sender-without-site", 204, "MSH-4", "Enter a site of this organisation first"),
          source.id());
    }
    return new Recognition.Known(new Sender(source, own));
  }

  private Recognition stranger(Header header) {
    for (var source : sources.list()) {
      if (!source.active()
          && header.application().equalsIgnoreCase(source.sendingApplication())
          && header.facility().equalsIgnoreCase(source.sendingFacility())) {
        return inactive(source);
      }
    }
    return new Recognition.Turned(
        Fault.refused(
            "unknown-sender",
            204,
            "MSH-3",
            "Register this sending application and facility as a source system first"),
        0);
  }

  private static Recognition inactive(SourceSystem source) {
    return new Recognition.Turned(
        Fault.refused(
            "inactive-sender", 204, "MSH-3", "This source system was switched off; ask Vangnet"),
        source.id());
  }

  private List<Site> sites(OrganisationId organisation) {
    var snapshot = directory.snapshot();
    var known = sites;
    if (known.of() != snapshot) {
      var grouped = new HashMap<OrganisationId, List<Site>>();
      for (var country : snapshot.countries()) {
        for (var site : snapshot.sites(country)) {
          grouped.computeIfAbsent(site.organisation(), o -> new java.util.ArrayList<>()).add(site);
        }
      }
      known = new Sites(snapshot, grouped);
      sites = known;
    }
    return known.byOrganisation().getOrDefault(organisation, List.of());
  }
}
