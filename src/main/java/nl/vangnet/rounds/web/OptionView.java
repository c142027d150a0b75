package nl.vangnet.rounds.web;

import java.util.List;
import nl.vangnet.directory.Region;
import nl.vangnet.rounds.Board;
import nl.vangnet.rounds.Offer;
import nl.vangnet.rounds.Plea;
import nl.vangnet.rounds.RegionContact;
import org.jspecify.annotations.Nullable;

/// The options of a round: who is in need, who asked, and what each region offers and gave.
record OptionView(
    Board board,
    String day,
    String category,
    String categoryName,
    List<Choice> categories,
    List<Choice> cohorts,
    List<OfferRow> offers,
    List<PleaRow> pleas,
    List<Region> mayAskFor,
    Form form,
    @Nullable String wrong,
    @Nullable String notice) {
  OptionView {
    categories = List.copyOf(categories);
    cohorts = List.copyOf(cohorts);
    offers = List.copyOf(offers);
    pleas = List.copyOf(pleas);
    mayAskFor = List.copyOf(mayAskFor);
  }

  /// One choice of a list.
  record Choice(String code, String name) {}

  /// What one region offers, and whether it is the reader's own.
  record OfferRow(Offer offer, boolean own) {}

  /// One request for places.
  record PleaRow(
      Plea plea,
      String region,
      String category,
      String cohort,
      boolean late,
      @Nullable Long taken) {}

  /// What was typed in the request for places.
  record Form(String region, String category, String cohort, String wanted, String reason) {
    static final Form EMPTY = new Form("", "", "", "", "");
  }

  /// One request with its options, the threads, and what may be done.
  record PleaView(
      Board board,
      String day,
      PleaRow row,
      List<OptionRow> options,
      List<Candidate> candidates,
      boolean mayHandOver,
      boolean mayEnd,
      @Nullable String wrong,
      @Nullable String notice) {
    PleaView {
      options = List.copyOf(options);
      candidates = List.copyOf(candidates);
    }
  }

  /// One option of the list that counts, with the way to reach its region and the thread.
  record OptionRow(
      Plea.Option option,
      String region,
      String code,
      @Nullable RegionContact contact,
      List<Plea.Note> notes,
      @Nullable Integer agreed,
      boolean mayWrite) {
    OptionRow {
      notes = List.copyOf(notes);
    }
  }

  /// A region that can be put on the list, with what was typed for it.
  record Candidate(Offer offer, boolean chosen, String beds, String remark) {}
}
