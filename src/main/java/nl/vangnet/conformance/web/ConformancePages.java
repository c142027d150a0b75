package nl.vangnet.conformance.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.OpenToAll;
import nl.vangnet.access.Permission;
import nl.vangnet.conformance.ConformanceKit;
import nl.vangnet.conformance.InterfaceVersion;
import nl.vangnet.conformance.TestHospital;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/// The public page for suppliers: which version of which interface holds, every case, and the kit
/// to download (IDX-07, IDX-08).
@Controller
class ConformancePages {
  private final ConformanceKit kit;
  private final TestHospital hospital;

  ConformancePages(ConformanceKit kit, TestHospital hospital) {
    this.kit = kit;
    this.hospital = hospital;
  }

  /// What the page shows. `opened` is the test hospital just after it was opened, with its key.
  record View(
      List<InterfaceVersion> versions,
      List<Door> doors,
      LocalDate today,
      boolean isOpen,
      TestHospital.@Nullable Opened opened) {}

  /// The cases of one door.
  record Door(String code, List<ConformanceKit.TestCase> cases) {}

  @GetMapping("/conformiteit")
  @OpenToAll(why = "suppliers must be able to read what they are held to")
  ModelAndView page(Frame frame, Model model) {
    var opened = model.getAttribute("opened") instanceof TestHospital.Opened just ? just : null;
    var doors =
        kit.cases().stream()
            .map(ConformanceKit.TestCase::door)
            .distinct()
            .map(door ->
                new Door(door, kit.cases().stream().filter(c -> c.door().equals(door)).toList()))
            .toList();
    var view =
        new View(
            InterfaceVersion.ALL,
            doors,
            LocalDate.ofInstant(frame.now(), Frame.ZONE),
            frame.has(Permission.MANAGE_SOURCES) && hospital.isOpen(),
            opened);
    return new ModelAndView("conformance/web/conformance", Map.of("frame", frame, "view", view));
  }

  @GetMapping("/conformiteit/kit.zip")
  @OpenToAll(why = "suppliers must be able to test without an account")
  ResponseEntity<byte[]> kit() {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/zip"))
        .header("Content-Disposition", "attachment; filename=\"vangnet-kit.zip\"")
        .body(kit.zip());
  }

  @PostMapping("/conformiteit/testziekenhuis")
  @Grant(Permission.MANAGE_SOURCES)
  RedirectView open(Actor actor, RedirectAttributes next) {
    next.addFlashAttribute("opened", hospital.open(actor));
    var view = new RedirectView("/conformiteit#testziekenhuis", true);
    view.setStatusCode(HttpStatus.SEE_OTHER);
    return view;
  }

  @PostMapping("/api/v1/conformance/test-hospital")
  @Grant(Permission.MANAGE_SOURCES)
  @ResponseBody
  TestHospital.Opened open(Actor actor) {
    return hospital.open(actor);
  }
}
