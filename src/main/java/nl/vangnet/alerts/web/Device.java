package nl.vangnet.alerts.web;

import java.util.List;

/// The name of a browser and its system, as people know them, from what the browser says of itself.
final class Device {
  private record Sign(String in, String name) {}

  private static final List<Sign> BROWSERS =
      List.of(
          new Sign("Edg", "Edge"),
          new Sign("OPR/", "Opera"),
          new Sign("SamsungBrowser", "Samsung Internet"),
          new Sign("Firefox/", "Firefox"),
          new Sign("FxiOS/", "Firefox"),
          new Sign("Chrome/", "Chrome"),
          new Sign("CriOS/", "Chrome"),
          new Sign("Safari/", "Safari"));
  private static final List<Sign> SYSTEMS =
      List.of(
          new Sign("Android", "Android"),
          new Sign("iPhone", "iPhone"),
          new Sign("iPad", "iPad"),
          new Sign("Windows", "Windows"),
          new Sign("Mac OS X", "Mac"),
          new Sign("CrOS", "ChromeOS"),
          new Sign("Linux", "Linux"));

  private Device() {}

  /// "Firefox, Windows"; a dash for what cannot be told.
  static String of(String agent) {
    return name(BROWSERS, agent) + ", " + name(SYSTEMS, agent);
  }

  private static String name(List<Sign> signs, String agent) {
    return signs.stream()
        .filter(s -> agent.contains(s.in()))
        .map(Sign::name)
        .findFirst()
        .orElse("–");
  }
}
