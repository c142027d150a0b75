package nl.vangnet.simulator;

/// The faults of real hospitals that the simulated country makes on purpose.
public enum Fault {
  /// The same message twice.
  DUPLICATE,
  /// A message held back for minutes, so that later ones overtake it.
  LATE,
  /// A hospital that says nothing for a while and then sends its backlog.
  SILENCE,
  /// A ward that moves to a location code which nobody has mapped yet.
  REBUILD,
  /// A message that cannot be read.
  UNREADABLE
}
