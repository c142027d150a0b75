import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Plays the test hospital against an installation of Vangnet and tells which cases hold. Needs Java 17 or newer and
 * nothing else:
 *
 * <pre>java RunKit.java --base https://vangnet.example --mllp vangnet.example:2575 --key vk_...</pre>
 *
 * Without --mllp the HL7 v2 cases are passed over. --only fhir runs one door, --verbose shows every answer. Ends with
 * status 0 when every case that ran held, else 1.
 */
public class RunKit {
  private static final DateTimeFormatter HL7 =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

  private final Map<String, String> options;
  private final Map<String, String> values = new TreeMap<>();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private Socket socket;

  private RunKit(Map<String, String> options) {
    this.options = options;
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    values.put("country", "ZZ");
    values.put("site", "TESTZH");
    values.put("site2", "TESTZH-2");
    values.put("application", "TESTKIT");
    values.put("facility", "TESTZH");
    values.put("now", now.toString());
    values.put("day", now.toString().substring(0, 10));
    values.put("hl7now", HL7.format(now) + "+0000");
    values.put("hl7before", HL7.format(now.minusSeconds(600)) + "+0000");
    values.put("hl7soon", HL7.format(now.plusSeconds(5)) + "+0000");
    values.put("hl7later", HL7.format(now.plusSeconds(10)) + "+0000");
    values.put("run", Long.toString(now.getEpochSecond(), 36));
  }

  public static void main(String[] arguments) throws Exception {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i++) {
      String name = arguments[i].replaceFirst("^--", "");
      boolean flag = name.equals("verbose");
      if (!List.of("base", "mllp", "key", "only", "cases", "verbose").contains(name)
          || (!flag && i + 1 == arguments.length)) {
        System.err.println(
            "usage: java RunKit.java --base <address> --key <key> [--mllp host:port] [--only door] [--cases folder]"
                + " [--verbose]");
        System.exit(2);
      }
      options.put(name, flag ? "yes" : arguments[++i]);
    }
    if (!options.containsKey("base") || !options.containsKey("key")) {
      System.err.println("give at least --base and --key");
      System.exit(2);
    }
    System.exit(new RunKit(options).run() ? 0 : 1);
  }

  private boolean run() throws IOException {
    Path folder = Path.of(options.getOrDefault("cases", "cases"));
    List<Path> files;
    try (var list = Files.list(folder)) {
      files = list.filter(f -> f.toString().endsWith(".txt")).sorted().toList();
    }
    int held = 0;
    int failed = 0;
    int passed = 0;
    for (Path file : files) {
      Case one = Case.read(file);
      String label = file.getFileName().toString().replace(".txt", "");
      if (options.containsKey("only") && !options.get("only").equals(one.door())) {
        continue;
      }
      if (one.door().equals("hl7") && !options.containsKey("mllp")) {
        passed++;
        System.out.printf("%-5s %-32s no --mllp given%n", "SKIP", label);
        continue;
      }
      List<String> faults = attempt(one);
      if (faults.isEmpty()) {
        held++;
      } else {
        failed++;
      }
      System.out.printf("%-5s %-32s %s%n", faults.isEmpty() ? "PASS" : "FAIL", label, one.one("title.en"));
      faults.forEach(f -> System.out.println("        " + f));
    }
    System.out.printf("%d passed, %d failed, %d skipped%n", held, failed, passed);
    return failed == 0 && held > 0;
  }

  /** Tries a case, again within its `retry` seconds: a picture follows its figures in a moment. */
  private List<String> attempt(Case one) {
    long until = System.nanoTime() + 1_000_000_000L * Integer.parseInt(one.one("retry", "0"));
    while (true) {
      List<String> faults;
      try {
        faults = faults(one);
      } catch (Exception e) {
        faults = List.of(e.getClass().getSimpleName() + ": " + e.getMessage());
        close();
      }
      if (faults.isEmpty() || System.nanoTime() > until) {
        return faults;
      }
      try {
        Thread.sleep(300);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return faults;
      }
    }
  }

  private List<String> faults(Case one) throws Exception {
    String status = "";
    String answer;
    if (one.door().equals("hl7")) {
      answer = mllp(filled(one.body()).replace("\r\n", "\r").replace("\n", "\r"));
    } else {
      HttpResponse<String> response = http(one);
      status = Integer.toString(response.statusCode());
      answer = response.body();
      for (String keep : one.all("keep")) {
        String location = response.headers().firstValue("Location").orElse("");
        values.put(keep, location.substring(location.lastIndexOf('/') + 1));
      }
      for (String capture : one.all("capture")) {
        String[] pair = capture.split(" ", 2);
        var found = Pattern.compile(pair[1]).matcher(answer);
        values.put(pair[0], found.find() ? found.group(1) : "");
      }
    }
    if (options.containsKey("verbose")) {
      System.out.println("      > " + status + " " + answer.replace("\r", "\n        "));
    }
    List<String> faults = new ArrayList<>();
    String wanted = one.one("status", "");
    if (!wanted.isEmpty() && !wanted.equals(status)) {
      faults.add("status is " + status + ", expected " + wanted);
    }
    for (String text : one.all("expect")) {
      if (!answer.contains(filled(text))) {
        faults.add("the answer lacks: " + filled(text));
      }
    }
    for (String text : one.all("absent")) {
      if (answer.contains(filled(text))) {
        faults.add("the answer holds: " + filled(text));
      }
    }
    if (!faults.isEmpty()) {
      faults.add("answer: " + (answer.length() > 600 ? answer.substring(0, 600) + "..." : answer).replace('\r', '\n'));
    }
    return faults;
  }

  private String filled(String text) {
    var places = Pattern.compile("\\$\\{([a-z0-9]+)}").matcher(text);
    return places.replaceAll(
        m -> java.util.regex.Matcher.quoteReplacement(values.getOrDefault(m.group(1), "")));
  }

  private HttpResponse<String> http(Case one) throws IOException, InterruptedException {
    String[] line = filled(one.one("send")).split(" ", 2);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(options.get("base").replaceFirst("/$", "") + line[1]))
            .timeout(Duration.ofSeconds(30));
    if (!one.one("key", "yes").equals("no")) {
      request.header("X-API-Key", options.get("key"));
    }
    for (String header : one.all("header")) {
      String[] pair = filled(header).split(":", 2);
      request.header(pair[0].strip(), pair[1].strip());
    }
    String body = filled(one.body());
    request.method(
        line[0],
        body.isBlank()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body));
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private String mllp(String message) throws IOException {
    if (socket == null) {
      String[] address = options.get("mllp").split(":");
      socket = new Socket(address[0], Integer.parseInt(address[1]));
      socket.setSoTimeout(20_000);
    }
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(0x0B);
    frame.write(message.strip().getBytes(StandardCharsets.UTF_8));
    frame.write(0x0D);
    frame.write(0x1C);
    frame.write(0x0D);
    socket.getOutputStream().write(frame.toByteArray());
    socket.getOutputStream().flush();
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    for (int b = socket.getInputStream().read(); b >= 0; b = socket.getInputStream().read()) {
      if (b == 0x0B) {
        answer.reset();
      } else if (b == 0x1C) {
        socket.getInputStream().read();
        return answer.toString(StandardCharsets.UTF_8);
      } else {
        answer.write(b);
      }
    }
    close();
    throw new IOException("the connection ended before the answer");
  }

  private void close() {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      // It was gone already.
    }
    socket = null;
  }

  /** One case: lines "name: value", a line "---", the message. */
  private record Case(Map<String, List<String>> facts, String body) {
    static Case read(Path file) throws IOException {
      String text = Files.readString(file);
      int cut = text.indexOf("\n---\n");
      Map<String, List<String>> facts = new LinkedHashMap<>();
      for (String line : (cut < 0 ? text : text.substring(0, cut)).split("\n")) {
        int colon = line.indexOf(": ");
        if (colon > 0) {
          facts.computeIfAbsent(line.substring(0, colon), k -> new ArrayList<>())
              .add(line.substring(colon + 2));
        }
      }
      return new Case(facts, cut < 0 ? "" : text.substring(cut + 5));
    }

    List<String> all(String name) {
      return facts.getOrDefault(name, List.of());
    }

    String one(String name) {
      return one(name, "");
    }

    String one(String name, String absent) {
      List<String> found = all(name);
      return found.isEmpty() ? absent : found.get(0);
    }

    String door() {
      return one("door");
    }
  }
}
