package nl.vangnet.situation.web;

import java.util.List;
import java.util.Map;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.directory.Directory;
import nl.vangnet.situation.Finder;
import nl.vangnet.situation.Overviews;
import nl.vangnet.web.Frame;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/// Search over sites, regions and organisations; a single hit is opened at once.
@Controller
class SearchPages {
  private final Overviews overviews;
  private final Directory directory;

  SearchPages(Overviews overviews, Directory directory) {
    this.overviews = overviews;
    this.directory = directory;
  }

  /// What was found for a text.
  record SearchView(String text, List<Finder.Hit> hits) {}

  @GetMapping("/zoek")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView search(Frame frame, @RequestParam(defaultValue = "") String q) {
    var snapshot = directory.snapshot();
    var text = q.length() > 80 ? q.substring(0, 80) : q;
    var set = overviews.set(snapshot, overviews.usual(), frame.now());
    var hits = Finder.find(snapshot, overviews.home(), set, text);
    if (hits.size() == 1) {
      var there = new RedirectView(hits.getFirst().href());
      there.setStatusCode(HttpStatus.SEE_OTHER);
      return new ModelAndView(there);
    }
    return new ModelAndView(
        "situation/web/search", Map.of("frame", frame, "view", new SearchView(text, hits)));
  }
}
