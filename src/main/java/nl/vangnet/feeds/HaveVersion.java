package nl.vangnet.feeds;

/// The two versions of EDXL-HAVE that are spoken.
public enum HaveVersion {
  /// OASIS Standard 1.0 of 2008, with its errata.
  V1_0("1.0", "urn:oasis:names:tc:emergency:EDXL:HAVE:1.0"),
  /// Committee Specification 2.0 of 2019, made with HL7.
  V2_0("2.0", "urn:oasis:names:tc:emergency:edxl:have:2.0");

  private final String code;
  private final String namespace;

  HaveVersion(String code, String namespace) {
    this.code = code;
    this.namespace = namespace;
  }

  /// "1.0" or "2.0".
  public String code() {
    return code;
  }

  String namespace() {
    return namespace;
  }
}
