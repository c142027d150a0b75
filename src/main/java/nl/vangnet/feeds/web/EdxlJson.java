package nl.vangnet.feeds.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.feeds.FeedPlaces;
import nl.vangnet.feeds.HaveDesk;
import nl.vangnet.feeds.HaveVersion;
import nl.vangnet.web.BadInput;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// EDXL-HAVE 1.0 and 2.0 over HTTP.
@RestController
@RequestMapping("/api/v1/edxl-have")
@Tag(name = "feeds")
class EdxlJson {
  private static final int MAX_BODY = 8 * 1024 * 1024;

  private final HaveDesk desk;
  private final FeedPlaces places;

  EdxlJson(HaveDesk desk, FeedPlaces places) {
    this.desk = desk;
    this.places = places;
  }

  @Operation(
      summary = "The picture as EDXL-HAVE",
      description = "version 1.0 or 2.0; a site or a region, else the whole country.")
  @GetMapping
  @Grant(Permission.SEE_PICTURE)
  ResponseEntity<byte[]> document(
      @RequestParam(defaultValue = "2.0") String version,
      @RequestParam(defaultValue = "") String country,
      @RequestParam(defaultValue = "") String region,
      @RequestParam(defaultValue = "") String site) {
    var wanted =
        switch (version.strip()) {
          case "1.0", "1" -> HaveVersion.V1_0;
          case "2.0", "2" -> HaveVersion.V2_0;
          default -> throw new BadInput("unknown-version", "version: write 1.0 or 2.0");
        };
    var text = desk.write(wanted, places.sites(places.country(country), region, site));
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/xml;charset=UTF-8"))
        .cacheControl(CacheControl.noStore())
        .header("Content-Disposition", "inline; filename=\"edxl-have-" + wanted.code() + ".xml\"")
        .body(text.getBytes(StandardCharsets.UTF_8));
  }

  @Operation(
      summary = "Send EDXL-HAVE",
      description =
          "1.0 or 2.0, in an EDXL-DE envelope or without. Each count has its own outcome: recorded,"
              + " already-known, refused or unmapped, with the element and its line.")
  @PostMapping(consumes = {"application/xml", "text/xml", "application/*+xml"})
  @Grant(Permission.SEE_PICTURE)
  ResponseEntity<HaveDesk.Answer> take(
      @Parameter(hidden = true) Actor actor, @Parameter(hidden = true) HttpServletRequest request)
      throws IOException {
    if (!actor.has(Permission.SEND_OBSERVATIONS) && !actor.has(Permission.ENTER_FIGURES)) {
      throw new NotAllowed(Permission.SEND_OBSERVATIONS, "edxl-have");
    }
    var bytes = request.getInputStream().readNBytes(MAX_BODY + 1);
    if (bytes.length > MAX_BODY) {
      throw new BadInput("too-large", "send at most 8 MiB, in several documents");
    }
    var answer = desk.take(actor, bytes);
    var nothing = !answer.items().isEmpty() && answer.refused() == answer.items().size();
    return ResponseEntity.status(nothing ? 422 : 200).body(answer);
  }

  @Operation(
      summary = "What documents said and no figure means",
      description = "The last 200 of the caller, kept as they came.")
  @GetMapping("/unmapped")
  @Grant(Permission.SEE_PICTURE)
  List<HaveDesk.Unmapped> unmapped(@Parameter(hidden = true) Actor actor) {
    return desk.unmapped(actor);
  }
}
