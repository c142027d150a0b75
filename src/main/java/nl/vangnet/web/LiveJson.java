package nl.vangnet.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/// The door of the live stream. The request's own virtual thread writes the events.
@Controller
class LiveJson {
  private final LiveStream stream;

  LiveJson(LiveStream stream) {
    this.stream = stream;
  }

  /// Streams a topic. `known` (or the browser's own `Last-Event-ID`) is the number of the last
  /// event that the page knows; when it is not the topic's last, the whole state comes first.
  @GetMapping("/live")
  @Grant(Permission.SEE_PICTURE)
  void live(
      @RequestParam String topic,
      @RequestParam(required = false) @Nullable Long known,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long last,
      HttpServletResponse response)
      throws IOException {
    if (!stream.has(topic)) {
      throw new NotFound("There is no live topic '" + topic + "'.");
    }
    response.setContentType("text/event-stream;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    stream.stream(topic, last == null ? known : last, response.getOutputStream());
  }
}
