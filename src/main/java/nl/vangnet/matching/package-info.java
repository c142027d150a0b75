/// Where one patient can go: every site ranked for one request, explained in words. Promises that
/// the answer is a pure function of the picture, the rules and the record of answers, that each
/// site is a candidate or is told the first filter that it fails, that what is said to mend a
/// refusal does mend it, and that unknown figures never pass for free beds.
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"directory", "policy", "capacity", "travel", "transport"})
package nl.vangnet.matching;

// Weights and likelihood.
//
// A score is a sum of parts in minutes, lower is better. An uncertain place (free beds unknown or
// stale, no vehicle or shift entered, or a capability that nobody confirmed) stands below every
// certain one. The weights
// are the rule `match.weights` of `policy`, which may differ per region and phase; below stands the
// value that the product starts with. The shape of a part is our own choice where no source is
// named; "optimisation 2(a)" is the design of the live match, whose scores these are.
//
// drive     1 per minute    minutes of the drive with the patient
// wait      as drive        minutes from ready until the vehicle is at the bed
// pressure  60 min          x cost of the share of beds in use once the patient lies there, holds
//                           counted: 0.17 at 85 %, 0.27 at 90, 0.52 at 95, 1 at 100, 2 at 105
//                           (convex above 85/90/95/100 %: optimisation 2(a)); unknown counts as 95
// fairness  40 min          x half of the deviation of the region's load from its fair share over
//                           twice the band, and half of the moves it took beyond its share (given
//                           ones count half) over the mean per region, each within -1 and 1; fair
//                           share and band after LCPS (field notes 2.3), the key (staffed beds)
// ours
// region    20 min          in another region, three times that abroad
// age       15 min          x 1 ageing, 3 stale, 4 unknown; and 1 for each need (isolation,
//                           ventilation, transport, a capability) of which nothing is known
// refusal   45 min          x chance of a refusal, see below
// home      0.5 per minute  minutes of the drive between the place and the relatives
// hub       20 min          where the region wants hubs, the cohort is a hazard of its own and the
//                           site is no hub (SPR-19, SPR-20)
// load      6 min           x patients that the site was asked to take today
// wished    -30 min         at a wished site
// return    -60 min         at the own hospital of a returning patient, half of it in its region
//
// The chance of a refusal is (refused + expired + 4 x 0.25) / (answered + 4) over the answers of 14
// days: a site that was never asked counts as one that refuses one in four, and a long record
// outweighs that. Transfer capacity that a person confirmed (`offered`) and that is not yet held
// counts as four accepted questions more.
