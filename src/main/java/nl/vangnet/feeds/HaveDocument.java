package nl.vangnet.feeds;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What stands in an EDXL-HAVE document, as text, with the places where it stands.
record HaveDocument(List<Facility> facilities) {
  HaveDocument {
    facilities = List.copyOf(facilities);
  }

  /// One hospital or facility of the document. `ids` are all identifiers that it carries.
  static final class Facility {
    final String place;
    final int line;
    final List<String> ids = new ArrayList<>();
    final List<String> names = new ArrayList<>();
    final List<Beds> beds = new ArrayList<>();
    final List<Extension> figures = new ArrayList<>();
    final List<Leftover> leftovers = new ArrayList<>();
    @Nullable String updated;

    Facility(String place, int line) {
      this.place = place;
      this.line = line;
    }
  }

  /// The capacity of one bed type, or of a named part of it; `counts` by the element's name.
  static final class Beds {
    final String place;
    final int line;
    String type = "";
    String part = "";
    String status = "";
    final Map<String, String> counts = new LinkedHashMap<>();

    Beds(String place, int line) {
      this.place = place;
      this.line = line;
    }
  }

  /// A figure of ours that travelled in the extension of the standard, by the names of its fields.
  record Extension(String place, int line, Map<String, String> fields) {
    Extension {
      fields = Map.copyOf(fields);
    }
  }

  /// Something that the document says and no figure means.
  record Leftover(String place, int line, String text) {}
}
