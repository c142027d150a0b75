package nl.vangnet.web;

import java.util.Map;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/// Help inside the product, in both languages.
@Controller
class HelpPages {
  @GetMapping("/help")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView help(Frame frame) {
    return new ModelAndView(
        frame.words().isDutch() ? "web/help_nl" : "web/help_en", Map.of("frame", frame));
  }
}
