package nl.vangnet.conformance.web;

import java.util.List;
import java.util.Map;
import nl.vangnet.access.OpenToAll;
import nl.vangnet.conformance.Specifications;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/// The specifications of the interfaces as pages for everybody.
@Controller
class SpecificationPages {
  private final Specifications specifications;

  SpecificationPages(Specifications specifications) {
    this.specifications = specifications;
  }

  /// One document, and all there are.
  record View(Specifications.Document document, List<Specifications.Document> all) {}

  @GetMapping("/conformiteit/specificatie/{name}")
  @OpenToAll(why = "suppliers must be able to read what they are held to")
  ModelAndView page(Frame frame, @PathVariable String name) {
    var document = specifications.find(name).orElseThrow(() -> new NotFound("specification"));
    return new ModelAndView(
        "conformance/web/specification",
        Map.of("frame", frame, "view", new View(document, specifications.all())));
  }
}
