package nl.vangnet.feeds.web;

import java.util.List;
import nl.vangnet.feeds.FormDesk;
import org.jspecify.annotations.Nullable;

/// The page of the forms: for how many sites one is downloaded, whether this person may upload,
/// what waits, and what was wrong with the file just sent.
record FormsView(
    int sites,
    String onlySite,
    boolean mayUpload,
    List<FormDesk.Waiting> waiting,
    @Nullable Wrong wrong) {
  FormsView {
    waiting = List.copyOf(waiting);
  }

  /// A file that was not read, and what to do.
  record Wrong(String file, String advice) {}
}
