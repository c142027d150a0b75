package nl.vangnet.transfer.web;

import java.util.HashMap;
import java.util.Map;
import nl.vangnet.directory.Site;

/// The form of a request as somebody at a hospital fills it in, for tests.
final class FilledForm {
  private FilledForm() {}

  /// A patient of a ward who needs no help with breathing; to be changed and sent.
  static Map<String, String> ofWard(Site from) {
    var form = new HashMap<String, String>();
    form.put("site", from.code());
    form.put("unit", "B4");
    form.put("category", "ward");
    form.put("cohort", "other");
    form.put("reason", "capacity");
    form.put("age", "from-70-to-79");
    form.put("breathing", "none");
    form.put("informedPatient", "1");
    form.put("informedRelatives", "1");
    form.put("informedGp", "1");
    form.put("function", "zaalarts");
    form.put("callBack", "043-3876543");
    return form;
  }
}
