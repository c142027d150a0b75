package nl.vangnet.matching;

/// How a site answered the offers of a period: `asked` in all, of which some were accepted, refused
/// or left to expire; the rest is still open.
public record Answers(int asked, int accepted, int refused, int expired) {
  /// Never asked.
  public static final Answers NONE = new Answers(0, 0, 0, 0);

  /// What counts before anything was asked: one in four says no. Our choice, until the record of
  /// the product itself says better.
  static final double USUAL_REFUSAL = 0.25;

  /// As many questions weighs the usual refusal against the record of the site.
  static final double USUAL_WEIGHT = 4;

  /// As many accepted questions weighs a transfer capacity that a person confirmed.
  static final double CONFIRMED_WEIGHT = 4;

  /// Questions that came to an end.
  public int answered() {
    return accepted + refused + expired;
  }

  /// The chance, 0 to 1, that the next question is refused or not answered: the record of the site
  /// drawn towards the usual, the more so the shorter it is, and lowered when a person there
  /// `confirmed` that they take patients.
  public double refusalChance(boolean confirmed) {
    return (refused + expired + USUAL_WEIGHT * USUAL_REFUSAL)
        / (answered() + USUAL_WEIGHT + (confirmed ? CONFIRMED_WEIGHT : 0));
  }
}
