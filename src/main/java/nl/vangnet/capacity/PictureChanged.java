package nl.vangnet.capacity;

import java.util.Set;
import nl.vangnet.directory.SiteId;

/// A new picture was published on this node; `sites` are those whose figures or ages changed. Told
/// after publication, outside any transaction.
public record PictureChanged(Picture picture, Set<SiteId> sites) {
  public PictureChanged {
    sites = Set.copyOf(sites);
  }
}
