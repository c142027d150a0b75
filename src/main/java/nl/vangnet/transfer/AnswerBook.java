package nl.vangnet.transfer;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import nl.vangnet.directory.SiteId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What sites answered to the question for a place, for those who hold it against what they
/// declared (CAP-23). It names no case.
@Service
public class AnswerBook {
  private final OfferStore offers;

  AnswerBook(OfferStore offers) {
    this.offers = offers;
  }

  /// The answers of these sites to questions since a moment, oldest first. Silence and questions
  /// that were taken back are no answer; a yes stays one whatever became of it.
  @Transactional(readOnly = true)
  public List<GivenAnswer> since(Collection<SiteId> sites, Instant from) {
    return offers.given(sites, from);
  }
}
